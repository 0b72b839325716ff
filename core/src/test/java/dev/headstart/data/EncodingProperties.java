package dev.headstart.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random corpora, limits and policies. */
class EncodingProperties {
    private static final LabelSet LABELS = new LabelSet(List.of("B-LOC", "I-LOC", "O"));
    private static final List<String> WORDS = List.of("Die", "huis", "\u200d", "\u0939\u093f\u0928\u094d\u0926\u0940",
            "1,234.5", "...", "buite-egtelike", "\u6771\u4eac\u90fd", "Schuilenburg", "qxz", "a");

    private static Tokenizer tokenizer;

    @BeforeAll
    static void load() {
        tokenizer = MiniModel.tokenizer();
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    private static Corpus corpus(Random random) {
        return new Corpus("en", Split.DEV, 
                IntStream.range(0, 1 + random.nextInt(5)).mapToObj(i -> sentence(random)).toList());
    }

    private static Sentence sentence(Random random) {
        List<String> words = new ArrayList<>();
        List<String> tags = new ArrayList<>();
        for (int i = random.nextInt(30); i >= 0; i--) {
            words.add(WORDS.get(random.nextInt(WORDS.size())));
            tags.add(LABELS.name(random.nextInt(LABELS.size())));
        }
        return new Sentence(words, tags);
    }

    private static EncodedCorpus encode(long seed, LongSentences policy) {
        Random random = new Random(seed);
        return new Encoding(tokenizer, 3 + random.nextInt(20), policy).encode(corpus(random), LABELS);
    }

    private static int limit(long seed) {
        return 3 + new Random(seed).nextInt(20);
    }

    /** What a perfect head would predict: the labels themselves. */
    private static List<int[]> gold(EncodedCorpus encoded) {
        return encoded.units().stream()
                .map(unit -> Arrays.stream(unit.labels()).filter(label -> label != Unit.IGNORED).toArray()).toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void joiningGoldLabelsOfSplitSentencesGivesTheirTags(long seed) {
        EncodedCorpus encoded = encode(seed, LongSentences.SPLIT);
        assertThat(encoded.join(gold(encoded))).as("seed %d", seed).isEqualTo(
                encoded.corpus().sentences().stream().map(Sentence::tags).toList());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void joiningGoldLabelsOfTruncatedSentencesGivesTheirBeginning(long seed) {
        EncodedCorpus encoded = encode(seed, LongSentences.TRUNCATE);
        List<List<String>> joined = encoded.join(gold(encoded));
        int lost = 0;
        for (Unit unit : encoded.units()) {
            List<String> tags = encoded.corpus().sentences().get(unit.sentence()).tags();
            List<String> got = joined.get(unit.sentence());
            assertThat(got.subList(0, unit.wordCount())).as("seed %d", seed)
                    .isEqualTo(tags.subList(0, unit.wordCount()));
            assertThat(got.subList(unit.wordCount(), tags.size())).as("seed %d", seed).allMatch("O"::equals);
            lost += tags.size() - unit.wordCount();
        }
        assertThat(encoded.lengths().wordsAffected()).as("seed %d", seed).isEqualTo(lost);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void unitsKeepTheLimitAndTheirSpecialTokens(long seed) {
        for (LongSentences policy : LongSentences.values()) {
            assertThat(encode(seed, policy).units()).as("seed %d", seed).allSatisfy(unit -> {
                assertThat(unit.length()).isBetween(3, limit(seed));
                assertThat(unit.ids()).startsWith(tokenizer.prefix()).endsWith(tokenizer.suffix());
            });
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void partsAreThoseOfXtreme(long seed) {
        EncodedCorpus encoded = encode(seed, LongSentences.SPLIT);
        List<List<Integer>> expected = new ArrayList<>();
        for (Sentence sentence : encoded.corpus().sentences()) {
            expected.addAll(xtremeParts(sentence, limit(seed) - 2));
        }
        assertThat(encoded.units()).extracting(EncodingProperties::wordsOf).as("seed %d", seed).isEqualTo(expected);
    }

    private static List<Integer> wordsOf(Unit unit) {
        return Arrays.stream(unit.words()).filter(word -> word >= 0).boxed().toList();
    }

    /** panx_tokenize_preprocess, line by line. */
    private static List<List<Integer>> xtremeParts(Sentence sentence, int maxSeqLen) {
        List<List<Integer>> parts = new ArrayList<>(List.of(new ArrayList<>()));
        int counter = 0;
        for (int i = 0; i < sentence.words().size(); i++) {
            int n = tokenizer.pieces(List.of(sentence.words().get(i))).get(0).length;
            if (n == 0 || n > maxSeqLen) {
                n = 1;
            }
            if (counter + n > maxSeqLen) {
                parts.add(new ArrayList<>());
                counter = 0;
            }
            counter += n;
            parts.get(parts.size() - 1).add(i);
        }
        return parts;
    }
}
