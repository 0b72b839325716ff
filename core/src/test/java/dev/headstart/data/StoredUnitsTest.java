package dev.headstart.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.io.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On a vocabulary of letters, where a word has as many pieces as letters. */
class StoredUnitsTest {
    private static final LabelSet LABELS = new LabelSet(List.of("B-LOC", "I-LOC", "O"));
    private static final int MAX_LENGTH = 7;   // many sentences are longer
    private static final Supplier<Encoding> NOT_NEEDED = () -> {
        throw new IllegalStateException("The corpus should have been found.");
    };

    @TempDir
    private static Path model;
    private static Tokenizer letters;
    @TempDir
    private Path folder;

    @BeforeAll
    static void load() throws IOException {
        Files.writeString(model.resolve("vocab.txt"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\n##a\nb\n##b\n");
        letters = Tokenizer.load(model);
    }

    @AfterAll
    static void close() {
        letters.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsFoundEqualsWhatIsEncoded(LongSentences policy) {
        for (int seed = 0; seed < 20; seed++) {
            Corpus corpus = corpus(seed, true);
            EncodedCorpus fresh = new Encoding(letters, MAX_LENGTH, policy).encode(corpus, LABELS);
            StoredUnits stored = stored(policy);
            assertEqual(stored.encode(corpus, LABELS, () -> new Encoding(letters, MAX_LENGTH, policy)), fresh, seed);
            assertEqual(stored.encode(corpus, LABELS, NOT_NEEDED), fresh, seed);
        }
    }

    @Test
    void textWithoutLabelsSharesThePiecesOfTheSameTextWithThem() {
        Corpus labelled = corpus(1, true);
        Corpus bare = corpus(1, false);
        EncodedCorpus fresh = encoding().encode(bare, LABELS);
        stored(LongSentences.SPLIT).encode(labelled, LABELS, this::encoding);
        assertEqual(stored(LongSentences.SPLIT).encode(bare, LABELS, NOT_NEEDED), fresh, 1);
    }

    @Test
    void otherLabelSetsNumberTheSamePiecesTheirOwnWay() {
        LabelSet other = new LabelSet(List.of("O", "I-LOC", "B-PER", "B-LOC"));
        stored(LongSentences.SPLIT).encode(corpus(1, true), LABELS, this::encoding);
        assertEqual(stored(LongSentences.SPLIT).encode(corpus(1, true), other, NOT_NEEDED),
                encoding().encode(corpus(1, true), other), 1);
        assertThatThrownBy(() -> stored(LongSentences.SPLIT).encode(corpus(1, true), new LabelSet(List.of("O")), NOT_NEEDED))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("is none of the labels");
    }

    @Test
    void otherTextSettingsAndTokenizersAreOtherEntries() throws IOException {
        Supplier<Encoding> encoding = this::encoding;
        Store store = new Store(folder, 1 << 20, warning -> { });
        new StoredUnits(store, "a", MAX_LENGTH, LongSentences.SPLIT, Readout.WORDS).encode(corpus(1, true), LABELS, encoding);
        new StoredUnits(store, "b", MAX_LENGTH, LongSentences.SPLIT, Readout.WORDS).encode(corpus(1, true), LABELS, encoding);
        new StoredUnits(store, "a", MAX_LENGTH + 1, LongSentences.SPLIT, Readout.WORDS).encode(corpus(1, true), LABELS, encoding);
        new StoredUnits(store, "a", MAX_LENGTH, LongSentences.TRUNCATE, Readout.WORDS).encode(corpus(1, true), LABELS, encoding);
        new StoredUnits(store, "a", MAX_LENGTH, LongSentences.SPLIT, Readout.WORDS).encode(corpus(2, true), LABELS, encoding);
        new StoredUnits(store, "a", MAX_LENGTH, LongSentences.TRUNCATE, Readout.SENTENCE).encode(corpus(1, false), LABELS, encoding);
        try (Stream<Path> entries = Files.list(folder)) {
            assertThat(entries).hasSize(6);
        }
    }

    @Test
    void aTokenizersNameChangesWithEachOfItsFiles(@TempDir Path other) throws IOException {
        String name = Tokenizer.fingerprint(model);
        Files.copy(model.resolve("vocab.txt"), other.resolve("vocab.txt"));
        assertThat(Tokenizer.fingerprint(other)).isEqualTo(name);
        Files.writeString(other.resolve("tokenizer_config.json"), "{\"do_lower_case\": false}");
        String cased = Tokenizer.fingerprint(other);
        Files.writeString(other.resolve("tokenizer.json"), "{}");
        assertThat(List.of(name, cased, Tokenizer.fingerprint(other))).doesNotHaveDuplicates();
    }

    private StoredUnits stored(LongSentences policy) {
        return new StoredUnits(new Store(folder, 1 << 20, warning -> { }), Tokenizer.fingerprint(model), MAX_LENGTH, policy, Readout.WORDS);
    }

    private Encoding encoding() {
        return new Encoding(letters, MAX_LENGTH, LongSentences.SPLIT);
    }

    /** Words of one to eight letters, some without pieces. */
    private static Corpus corpus(long seed, boolean labelled) {
        Random random = new Random(seed);
        List<Sentence> sentences = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            List<String> words = new ArrayList<>();
            List<String> tags = new ArrayList<>();
            for (int word = 0; word <= random.nextInt(6); word++) {
                words.add(random.nextInt(10) == 0 ? "\u200d" : random.nextBoolean() ? "ab".repeat(1 + random.nextInt(4)) : "b");
                tags.add(LABELS.name(random.nextInt(LABELS.size())));
            }
            sentences.add(new Sentence(words, labelled ? tags : List.of()));
        }
        return new Corpus("en", Split.TRAIN, sentences);
    }

    private static void assertEqual(EncodedCorpus actual, EncodedCorpus expected, int seed) {
        assertThat(actual).as("seed %d", seed).usingRecursiveComparison().isEqualTo(expected);
    }
}
