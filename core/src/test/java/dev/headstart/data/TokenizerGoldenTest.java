package dev.headstart.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.synthetic.SyntheticCorpus;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pieces, and which words they belong to, against Hugging Face's Python tokenizer. */
class TokenizerGoldenTest {
    private static final String ODD = "odd";
    private static final Path SHARED = Path.of(System.getProperty("headstart.shared", "../../shared"));

    @Test
    void theMiniModelsPiecesAreThoseOfHuggingFace() {
        try (Tokenizer tokenizer = MiniModel.tokenizer()) {
            assertEqual(tokenizer, TokenizerGolden.read("/golden/tokenizer-mini.json.gz"));
        }
    }

    /** WordPiece with and without capitals, byte-level BPE and Unigram. */
    @ParameterizedTest
    @ValueSource(strings = {"distilbert", "electra", "roberta", "xlm-roberta"})
    void piecesOfEveryFamilyAreThoseOfHuggingFace(String family) {
        try (Tokenizer tokenizer = Tokenizer.load(Path.of("src", "test", "resources", "golden", "family", family))) {
            List<TokenizerGolden.Line> lines = TokenizerGolden.read("/golden/family/" + family + "/pieces.json.gz")
                    .languages().get("some");
            assertThat(lines).hasSizeGreaterThan(15).allSatisfy(line -> assertPieces(tokenizer, line));
        }
    }

    /** Its vocabulary is not in the repository: {@code -Preal-data -Dheadstart.shared=FOLDER}. */
    @Test
    @Tag("real-data")
    void multilingualBertsPiecesAreThoseOfHuggingFace() {
        Path mbert = SHARED.resolve("data/mbert");
        assertThat(mbert).as("set -Dheadstart.shared to the folder that holds data/").isDirectory();
        try (Tokenizer tokenizer = Tokenizer.load(mbert)) {
            assertEqual(tokenizer, TokenizerGolden.read("/golden/tokenizer-mbert.json.gz"));
        }
    }

    private static void assertEqual(Tokenizer tokenizer, TokenizerGolden golden) {
        Set<String> expected = new HashSet<>(SyntheticCorpus.languages());
        expected.add(ODD);
        assertThat(golden.languages().keySet()).isEqualTo(expected);
        golden.languages().forEach((language, lines) -> {
            assertThat(lines).as(language).isNotEmpty();
            lines.forEach(line -> assertPieces(tokenizer, line));
            if (!language.equals(ODD)) {
                assertThat(lines).as(language).hasSize(GoldenSentences.PER_LANGUAGE);
                assertUnits(tokenizer, lines);
            }
        });
    }

    private static void assertPieces(Tokenizer tokenizer, TokenizerGolden.Line line) {
        List<int[]> pieces = tokenizer.pieces(line.words());
        int[] ids = Stream.of(Stream.of(tokenizer.prefix()), pieces.stream(), Stream.of(tokenizer.suffix()))
                .flatMap(part -> part).flatMapToInt(IntStream::of).toArray();
        int[] wordsOf = IntStream.range(0, pieces.size())
                .flatMap(word -> IntStream.of(pieces.get(word)).map(piece -> word)).toArray();
        assertThat(ids).as("%s", line.words()).isEqualTo(line.ids());
        assertThat(wordsOf).as("%s", line.words())
                .isEqualTo(IntStream.of(line.wordsOf()).filter(word -> word >= 0).toArray());
    }

    /** What the encoder gets: all pieces, and the places of first pieces, at which labels are read off. */
    private static void assertUnits(Tokenizer tokenizer, List<TokenizerGolden.Line> lines) {
        List<Sentence> sentences = lines.stream().map(line -> Sentence.unlabelled(line.words())).toList();
        List<Unit> units = Encoding.defaults(tokenizer)
                .encode(new Corpus("xx", Split.TEST, sentences), new LabelSet(List.of("O"))).units();
        assertThat(units).hasSameSizeAs(lines);
        for (int i = 0; i < units.size(); i++) {
            TokenizerGolden.Line line = lines.get(i);
            assertThat(units.get(i).ids()).as("%s", line.words()).isEqualTo(line.ids());
            assertThat(units.get(i).words()).as("%s", line.words()).isEqualTo(firstPieces(line.wordsOf()));
        }
    }

    private static int[] firstPieces(int[] wordsOf) {
        return IntStream.range(0, wordsOf.length)
                .map(i -> i > 0 && wordsOf[i] == wordsOf[i - 1] ? -1 : wordsOf[i]).toArray();
    }
}
