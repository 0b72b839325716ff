package dev.headstart.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.headstart.data.Corpus;
import dev.headstart.data.Sentence;
import dev.headstart.data.Split;
import dev.headstart.synthetic.SyntheticCorpus.Sizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SyntheticCorpusTest {

    static List<String> languages() {
        return SyntheticCorpus.languages();
    }

    @Test
    void languagesAreThoseOfThePaper() {
        assertThat(SyntheticCorpus.languages()).containsExactly("en", "es", "hi", "af", "az", "lt", "et", "nl");
    }

    @ParameterizedTest
    @MethodSource("languages")
    void sameArgumentsGiveTheSameSentencesAndFewerArePrefix(String language) {
        Corpus corpus = SyntheticCorpus.generate(language, Split.TRAIN, 120, 7);

        assertThat(SyntheticCorpus.generate(language, Split.TRAIN, 120, 7)).isEqualTo(corpus);
        assertThat(SyntheticCorpus.generate(language, Split.TRAIN, 50, 7)).isEqualTo(corpus.limit(50));
    }

    @Test
    void sentencesAreTheSameOnEveryMachine() {
        Corpus corpus = SyntheticCorpus.generate("en", Split.DEV, 3, 1);

        assertThat(corpus.sentences()).extracting(Sentence::text).containsExactly(
                "The film '' Northern Lights '' does not mention Conrad Varley .",
                "A musical about Labour Party came out in May .",
                "After Easter , Underhill and Sons signed Ian Abbott on a free transfer from Bramham United .");
    }

    @ParameterizedTest
    @MethodSource("languages")
    void seedsAndSplitsDiffer(String language) {
        Set<String> first = texts(SyntheticCorpus.generate(language, Split.TRAIN, 100, 1));

        assertThat(texts(SyntheticCorpus.generate(language, Split.TRAIN, 100, 2))).isNotEqualTo(first);
        assertThat(texts(SyntheticCorpus.generate(language, Split.TEST, 100, 1))).isNotEqualTo(first);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void twoThousandTrainingSentencesAreDistinct(String language) {
        assertThat(texts(SyntheticCorpus.generate(language, Split.TRAIN, 2000, 3))).hasSize(2000);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void tagsAreValidIob2(String language) {
        for (Sentence sentence : SyntheticCorpus.generate(language, Split.TRAIN, 500, 4).sentences()) {
            String before = "O";
            for (String tag : sentence.tags()) {
                assertThat(tag).isIn("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC");
                if (tag.startsWith("I-")) {
                    assertThat(before).as(sentence.toString()).isIn("B-" + tag.substring(2), tag);
                }
                before = tag;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void entitiesOfHeldOutSplitsAreUnseenInTraining(String language) {
        Set<String> train = entities(SyntheticCorpus.generate(language, Split.TRAIN, 1500, 5));

        for (Split split : List.of(Split.DEV, Split.TEST)) {
            assertThat(entities(SyntheticCorpus.generate(language, split, 600, 5)))
                    .isNotEmpty().doesNotContainAnyElementsOf(train);
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void eachTypeMakesUpAFifthOfTheEntitiesAndSomeSentencesHaveNone(String language) {
        List<Sentence> sentences = SyntheticCorpus.generate(language, Split.TRAIN, 1000, 6).sentences();
        List<String> starts = sentences.stream().flatMap(sentence -> sentence.tags().stream())
                .filter(tag -> tag.startsWith("B-")).toList();

        for (EntityType type : EntityType.values()) {
            assertThat(starts.stream().filter(("B-" + type)::equals).count()).isGreaterThan(starts.size() / 5);
        }
        assertThat(sentences).anyMatch(sentence -> sentence.tags().stream().allMatch("O"::equals));
    }

    @Test
    void sentencesRepeatOnlyWhenTheMaterialIsUsedUp() {
        Corpus corpus = SyntheticCorpus.generate("en", Split.DEV, 3000, 8);

        assertThat(corpus.sentences()).hasSize(3000);
        assertThat(texts(corpus)).hasSizeGreaterThan(2900);
    }

    @Test
    void filesHoldTheGeneratedSentences(@TempDir Path folder) throws IOException {
        SyntheticCorpus.writeTo(folder, List.of("af", "hi"), new Sizes(5, 3, 4), 9);

        for (Sentence sentence : SyntheticCorpus.generate("hi", Split.TEST, 4, 9).sentences()) {
            String block = sentence.words().get(0) + "\t" + sentence.tags().get(0) + "\n";
            assertThat(Files.readString(folder.resolve("hi/test.tsv"))).contains(block);
        }
        assertThat(Files.readString(folder.resolve("af/train.tsv")).split("\n\n")).hasSize(5);
        assertThat(Files.readString(folder.resolve("af/dev.tsv"))).endsWith("\n\n").doesNotContain("\r");
    }

    @Test
    void unknownLanguageIsRefusedWithTheKnownOnes() {
        assertThatIllegalArgumentException().isThrownBy(() -> SyntheticCorpus.generate("fr", Split.DEV, 1, 1))
                .withMessageContaining("'fr'").withMessageContaining("en, es, hi, af, az, lt, et, nl");
    }

    @Test
    void sizeBelowOneIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SyntheticCorpus.generate("en", Split.DEV, 0, 1))
                .withMessageContaining("dev split is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Sizes(1, 1, -2))
                .withMessageContaining("test split is -2");
    }

    private static Set<String> texts(Corpus corpus) {
        return new HashSet<>(corpus.sentences().stream().map(Sentence::text).toList());
    }

    private static Set<String> entities(Corpus corpus) {
        Set<String> entities = new HashSet<>();
        for (Sentence sentence : corpus.sentences()) {
            List<String> open = new ArrayList<>();
            for (int i = 0; i < sentence.words().size(); i++) {
                String tag = sentence.tags().get(i);
                if (!tag.startsWith("I-") && !open.isEmpty()) {
                    entities.add(String.join(" ", open));
                    open.clear();
                }
                if (!tag.equals("O")) {
                    open.add(sentence.words().get(i));
                }
            }
            if (!open.isEmpty()) {
                entities.add(String.join(" ", open));
            }
        }
        return entities;
    }
}
