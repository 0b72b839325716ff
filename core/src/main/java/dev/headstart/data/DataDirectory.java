package dev.headstart.data;

import dev.headstart.io.Children;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * A folder of corpora by language: {@code DIR/LANG/train.tsv}, {@code dev.tsv}, {@code test.tsv}, or
 * {@code DIR/LANG.tar.gz} holding them, as WikiAnn is published. Files may also end in {@code .txt}, {@code .conll},
 * {@code .conllu} or have no extension ({@link TokenPerLineReader} says what is inside), or be tables: {@code .csv},
 * {@code .jsonl}, {@code .tsv} with a header, or {@code .parquet} ({@link Columns} says what is read). Where Parquet files lie
 * in the folder itself, its name is that of their language.
 */
public final class DataDirectory {
    private static final String ARCHIVE = ".tar.gz";
    private static final String EXTENSIONS = "[.tsv|.csv|.jsonl|.parquet|.txt|.conll|.conllu]";
    private static final String LAYOUT = "LANG/{train,dev,test}" + EXTENSIONS + " or LANG.tar.gz";

    private final Path directory;
    private final List<String> languages;

    private DataDirectory(Path directory, List<String> languages) {
        this.directory = directory;
        this.languages = languages;
    }

    /** @throws IllegalArgumentException if there is no such folder, or no language in it */
    public static DataDirectory open(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException(
                    directory + " is not a folder. Give the folder that holds " + LAYOUT + ".");
        }
        List<String> languages = List.copyOf(languagesIn(directory));
        if (!languages.isEmpty()) {
            return new DataDirectory(directory, languages);
        }
        Path whole = directory.toAbsolutePath().normalize();
        if (Arrays.stream(Split.values()).anyMatch(split -> !ParquetShards.among(Children.of(directory), split).isEmpty())
                && whole.getParent() != null) {
            return new DataDirectory(whole.getParent(), List.of(whole.getFileName().toString()));
        }
        boolean oneLanguage = Children.of(directory).stream().anyMatch(SplitSource::isSplit);
        throw new IllegalArgumentException("No language found in " + directory + ", which should hold " + LAYOUT
                + (oneLanguage ? ". It looks like the folder of one language: give the folder above it."
                               : ". Check the path."));
    }

    /** @return codes of the languages there, sorted; a language need not have all three splits */
    public List<String> languages() {
        return languages;
    }

    /**
     * @throws IllegalArgumentException if there is no such language or split, or if two files claim to be it
     * @throws dev.headstart.io.MalformedFileException if the file is not what its format promises
     */
    public Corpus read(String language, Split split, Reading reading) {
        if (!languages.contains(language)) {
            throw new IllegalArgumentException("No language '" + language + "' in " + directory + ". There: "
                    + String.join(", ", languages) + ". Choose one of them, or add " + language + "/" + split
                    + ".tsv.");
        }
        return only(language, split, candidates(language, split)).read(reading, language, split);
    }

    /** @return whether {@link #read} would find a file */
    public boolean has(String language, Split split) {
        return languages.contains(language) && !candidates(language, split).isEmpty();
    }

    /** @return how many sentences the split was published with, where a README.md here or in the language's folder says so */
    public OptionalLong published(String language, Split split) {
        OptionalLong ofAll = DataCard.in(directory).sentences(language, split);
        return ofAll.isPresent() ? ofAll : DataCard.in(directory.resolve(language)).sentences(language, split);
    }

    private SplitSource only(String language, Split split, List<SplitSource> candidates) {
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("No " + split + " split of '" + language + "' in " + directory
                    + ": looked for " + language + "/" + split + EXTENSIONS + " and in " + language
                    + ARCHIVE + ". Languages there: " + String.join(", ", languages)
                    + ". Add the file, or choose another split.");
        }
        if (candidates.size() > 1) {
            throw new IllegalArgumentException("The " + split + " split of '" + language + "' could be "
                    + candidates.get(0).name() + " or " + candidates.get(1).name() + ". Remove one of them.");
        }
        return candidates.get(0);
    }

    private List<SplitSource> candidates(String language, Split split) {
        List<SplitSource> candidates = new ArrayList<>();
        Path folder = directory.resolve(language);
        Children.of(folder).stream().filter(file -> SplitFile.holds(file, split)).map(SplitFile::read).forEach(candidates::add);
        candidates.addAll(ParquetShards.among(Children.of(folder), split));
        Path archive = directory.resolve(language + ARCHIVE);
        if (Files.isRegularFile(archive)) {
            candidates.addAll(SplitFile.unpack(archive, split));
        }
        return candidates;
    }

    private static TreeSet<String> languagesIn(Path directory) {
        TreeSet<String> languages = new TreeSet<>();
        for (Path child : Children.of(directory)) {
            String name = child.getFileName().toString();
            if (Children.of(child).stream().anyMatch(SplitSource::isSplit)) {
                languages.add(name);
            } else if (name.endsWith(ARCHIVE) && !name.startsWith(".") && Files.isRegularFile(child)) {
                languages.add(name.substring(0, name.length() - ARCHIVE.length()));
            }
        }
        return languages;
    }
}
