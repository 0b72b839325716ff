package dev.headstart.synthetic;

import dev.headstart.data.Corpus;
import dev.headstart.data.Sentence;
import dev.headstart.data.Split;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Labelled sentences made from patterns and names: people, organisations and places, tagged IOB2, punctuation split off
 * as in WikiAnn. Names of dev and test never occur in train, in any language; patterns and other words are shared.
 *
 * <p>The material is one UTF-8 file per language, {@code en.txt} and so on, with sections {@code [patterns]},
 * {@code [PER]}, {@code [ORG]}, {@code [LOC]} and any number of further word lists. Patterns stand one to a line, other
 * entries may also be separated by {@code |}; {@code #} begins a comment line. A pattern's slots are whole words:
 * {@code {PER}} takes a name of that type, {@code {PER/ORG}} of either, {@code {year}} an entry of section
 * {@code [year]}. A name may be a form, such as {@code {given} {family}} or {@code {stem}ford}, that stands for all
 * names it can be filled to; the listed names and each form of a type are drawn from equally often.
 */
public final class SyntheticCorpus {
    private static final List<String> LANGUAGES = List.of("en", "es", "hi", "af", "az", "lt", "et", "nl");

    /** Draws after which a sentence that was there before is accepted, so that any number of sentences can be made. */
    private static final int DRAWS = 100;

    private static final long ODD_MULTIPLIER = 0x9E3779B97F4A7C15L;

    private SyntheticCorpus() {}

    /** How many sentences each split of a language gets, at least 1 each. */
    public record Sizes(int train, int dev, int test) {
        public Sizes {
            atLeastOne("train", train);
            atLeastOne("dev", dev);
            atLeastOne("test", test);
        }

        /** @return the size of {@code split} */
        public int of(Split split) {
            return switch (split) {
                case TRAIN -> train;
                case DEV -> dev;
                case TEST -> test;
            };
        }
    }

    /** @return codes of the languages there is material for: the paper's two source and six target languages */
    public static List<String> languages() {
        return LANGUAGES;
    }

    /**
     * The same arguments give the same sentences on every machine, and fewer sentences are a prefix of more. A sentence
     * occurs again only where the material is nearly used up.
     *
     * @param sentences at least 1
     * @throws IllegalArgumentException if there is no material for {@code language}
     */
    public static Corpus generate(String language, Split split, int sentences, long seed) {
        atLeastOne(split.toString(), sentences);
        Material material = material(language);
        Vocabulary vocabulary = Vocabulary.of(material, split);
        Random random = new Random(seed * ODD_MULTIPLIER + (language + "/" + split).hashCode());
        List<Sentence> result = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        while (result.size() < sentences) {
            Sentence sentence = fill(material.patterns(), vocabulary, random);
            for (int draw = 1; draw < DRAWS && seen.contains(sentence.text()); draw++) {
                sentence = fill(material.patterns(), vocabulary, random);
            }
            seen.add(sentence.text());
            result.add(sentence);
        }
        return new Corpus(language, split, result);
    }

    /**
     * Writes {@code directory/LANGUAGE/{train,dev,test}.tsv}: a line {@code word TAB tag} for each word, an empty
     * line after each sentence. Replaces such files.
     */
    public static void writeTo(Path directory, List<String> languages, Sizes sizes, long seed) throws IOException {
        for (String language : languages) {
            for (Split split : Split.values()) {
                Corpus corpus = generate(language, split, sizes.of(split), seed);
                Path folder = Files.createDirectories(directory.resolve(language));
                write(corpus, folder.resolve(split + ".tsv"));
            }
        }
    }

    private static Material material(String language) {
        if (!LANGUAGES.contains(language)) {
            throw new IllegalArgumentException("There is no synthetic corpus for language '" + language
                    + "'; choose one of " + String.join(", ", LANGUAGES) + ".");
        }
        return MaterialReader.read(language);
    }

    private static Sentence fill(List<List<Part>> patterns, Vocabulary vocabulary, Random random) {
        Draft draft = new Draft(vocabulary, random);
        patterns.get(random.nextInt(patterns.size())).forEach(part -> part.addTo(draft));
        return draft.sentence();
    }

    private static void write(Corpus corpus, Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            for (Sentence sentence : corpus.sentences()) {
                for (int i = 0; i < sentence.words().size(); i++) {
                    out.write(sentence.words().get(i) + "\t" + sentence.tags().get(i) + "\n");
                }
                out.write("\n");
            }
        }
    }

    private static void atLeastOne(String split, int sentences) {
        if (sentences < 1) {
            throw new IllegalArgumentException("The size of the " + split + " split is " + sentences
                    + "; it must be at least 1 sentence.");
        }
    }
}
