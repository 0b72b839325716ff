package dev.headstart.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WikiAnn and the mBERT vocabulary, which are not in the repository: {@code -Preal-data -Dheadstart.shared=FOLDER}. */
@Tag("real-data")
class RealDataTest {
    private static final Path SHARED = Path.of(System.getProperty("headstart.shared", "../../shared"));
    private static final Path MBERT = SHARED.resolve("data/mbert");
    /** Sentences in train, dev and test (Rahimi et al. 2019). */
    private static final Map<String, List<Integer>> SIZES = Map.of(
            "af", List.of(5_000, 1_000, 1_000), "az", List.of(10_000, 1_000, 1_000),
            "en", List.of(20_000, 10_000, 10_000), "es", List.of(20_000, 10_000, 10_000),
            "et", List.of(15_000, 10_000, 10_000), "hi", List.of(5_000, 1_000, 1_000),
            "lt", List.of(10_000, 10_000, 10_000), "nl", List.of(20_000, 10_000, 10_000));

    private static DataDirectory wikiann;

    @BeforeAll
    static void open() {
        assertThat(SHARED.resolve("data/wikiann")).as("set -Dheadstart.shared to the folder that holds data/")
                .isDirectory();
        wikiann = DataDirectory.open(SHARED.resolve("data/wikiann"));
    }

    @Test
    void everyFileOfWikiAnnIsCleanIob2OfThePublishedSize() {
        assertThat(wikiann.languages()).containsExactlyInAnyOrderElementsOf(SIZES.keySet());
        for (String language : wikiann.languages()) {
            for (Split split : Split.values()) {
                Corpus corpus = wikiann.read(language, split, Reading.spans(TagScheme.IOB2));
                assertThat(corpus.sentences()).as(language + " " + split)
                        .hasSize(SIZES.get(language).get(split.ordinal()));
                assertThat(LabelSet.namesIn(List.of(corpus)))
                        .containsExactly("B-LOC", "B-ORG", "B-PER", "I-LOC", "I-ORG", "I-PER", "O");
            }
        }
    }

    @Test
    void multilingualBertFromItsVocabularyAloneEqualsItsTokenizerJson(@TempDir Path model) throws IOException {
        for (String file : List.of("vocab.txt", "tokenizer_config.json")) {
            Files.copy(MBERT.resolve(file), model.resolve(file));
        }
        try (Tokenizer ready = Tokenizer.load(MBERT); Tokenizer built = Tokenizer.load(model)) {
            assertThat(built.vocabularySize()).isEqualTo(ready.vocabularySize()).isEqualTo(119_547);
            assertThat(built.unknown()).isEqualTo(ready.unknown()).isEqualTo(100);
            assertThat(built.prefix()).isEqualTo(ready.prefix()).containsExactly(101);
            for (String language : wikiann.languages()) {
                for (Sentence sentence : wikiann.read(language, Split.TEST, Reading.spans(TagScheme.IOB2)).limit(200).sentences()) {
                    assertThat(built.pieces(sentence.words()).toArray())
                            .isEqualTo(ready.pieces(sentence.words()).toArray());
                }
            }
        }
    }

    @Test
    void twentyThousandSentencesAreReadAndEncodedQuickly() {
        try (Tokenizer tokenizer = Tokenizer.load(MBERT)) {
            long start = System.nanoTime();
            Corpus corpus = wikiann.read("en", Split.TRAIN, Reading.spans(TagScheme.IOB2));
            long read = System.nanoTime();
            EncodedCorpus encoded = Encoding.defaults(tokenizer).encode(corpus, new LabelSet(List.copyOf(LabelSet.namesIn(List.of(corpus)))));
            long end = System.nanoTime();
            // Measured 0.2 s and 0.4 s on two cores, cold; the bounds leave room for a busy machine.
            assertThat((read - start) / 1e9).as("seconds to read").isLessThan(1.0);
            assertThat((end - read) / 1e9).as("seconds to encode").isLessThan(1.5);
            assertThat(encoded.lengths()).isEqualTo(new LengthReport(LongSentences.SPLIT, 20_000, 20_017, 7, 731, 0));
        }
    }
}
