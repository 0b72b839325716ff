package dev.headstart.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a vocabulary of letters, where a word has as many pieces as letters. */
class EncodingTest {
    private static final LabelSet LABELS = new LabelSet(List.of("B-LOC", "I-LOC", "O"));
    private static final int X = Unit.IGNORED;
    private static final String VANISHES = "\u200d";

    @TempDir
    private static Path model;
    private static Tokenizer letters;

    @BeforeAll
    static void load() throws IOException {
        Files.writeString(model.resolve("vocab.txt"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\n##a\nb\n##b\n");
        letters = Tokenizer.load(model);
    }

    @AfterAll
    static void close() {
        letters.close();
    }

    private static EncodedCorpus encode(int maxLength, LongSentences policy, Sentence... sentences) {
        return new Encoding(letters, maxLength, policy).encode(new Corpus("en", Split.DEV, List.of(sentences)), LABELS);
    }

    private static Sentence sentence(String words, String tags) {
        return new Sentence(List.of(words.split(" ")), List.of(tags.split(" ")));
    }

    private static void assertUnit(Unit unit, int[] ids, int[] words, int[] labels) {
        assertThat(unit.ids()).isEqualTo(ids);
        assertThat(unit.words()).isEqualTo(words);
        assertThat(unit.labels()).isEqualTo(labels);
        assertThat(unit.length()).isEqualTo(ids.length);
    }

    private static int[] array(int... values) {
        return values;
    }

    @Test
    void theFirstPieceOfAWordCarriesItsLabel() {
        EncodedCorpus encoded = encode(128, LongSentences.SPLIT, sentence("ab b aa", "B-LOC I-LOC O"));
        assertThat(encoded.units()).hasSize(1);
        assertUnit(encoded.units().get(0), array(2, 4, 7, 6, 4, 5, 3), 
                array(-1, 0, -1, 1, 2, -1, -1), array(X, 0, X, 1, 2, X, X));
        assertThat(encoded.units().get(0).text()).isEqualTo("ab b aa");
    }

    @Test
    void unlabelledSentencesHaveNoLabels() {
        Unit unit = encode(128, LongSentences.SPLIT, Sentence.unlabelled(List.of("ab"))).units().get(0);
        assertUnit(unit, array(2, 4, 7, 3), array(-1, 0, -1, -1), array(X, X, X, X));
    }

    @Test
    void splittingBeginsANewPartAtTheWordThatDoesNotFit() {
        EncodedCorpus encoded = encode(5, LongSentences.SPLIT,
                sentence("a", "O"), sentence("a bb aa b", "O B-LOC I-LOC O"));
        assertThat(encoded.units()).extracting(Unit::sentence).containsExactly(0, 1, 1);
        assertThat(encoded.units()).extracting(Unit::part).containsExactly(0, 0, 1);
        assertThat(encoded.units()).extracting(Unit::text).containsExactly("a", "a bb aa b", "a bb aa b");
        assertUnit(encoded.units().get(1), array(2, 4, 6, 7, 3), array(-1, 0, 1, -1, -1), array(X, 2, 0, X, X));
        assertUnit(encoded.units().get(2), array(2, 4, 5, 6, 3), array(-1, 2, -1, 3, -1), array(X, 1, X, 2, X));
        assertThat(encoded.lengths()).isEqualTo(new LengthReport(LongSentences.SPLIT, 2, 3, 1, 2, 0));
    }

    @Test
    void splittingReplacesWordsThatFitNowhere() {
        EncodedCorpus encoded = encode(5, LongSentences.SPLIT, sentence("a aaaa " + VANISHES, "O B-LOC O"));
        assertUnit(encoded.units().get(0), array(2, 4, 1, 1, 3), array(-1, 0, 1, 2, -1), array(X, 2, 0, 2, X));
        assertThat(encoded.lengths()).isEqualTo(new LengthReport(LongSentences.SPLIT, 1, 1, 0, 0, 2));
    }

    @Test
    void truncationCutsPiecesAndKeepsWordsWhoseFirstPieceIsKept() {
        EncodedCorpus encoded = encode(5, LongSentences.TRUNCATE, sentence("a bbb aa b", "O B-LOC I-LOC O"));
        assertThat(encoded.units()).hasSize(1);
        assertUnit(encoded.units().get(0), array(2, 4, 6, 7, 3), array(-1, 0, 1, -1, -1), array(X, 2, 0, X, X));
        assertThat(encoded.lengths()).isEqualTo(new LengthReport(LongSentences.TRUNCATE, 1, 1, 1, 2, 0));
    }

    @Test
    void aSentenceThatJustFitsIsLeftAlone() {
        for (LongSentences policy : LongSentences.values()) {
            assertThat(encode(5, policy, sentence("a bb", "O O")).lengths())
                    .isEqualTo(new LengthReport(policy, 1, 1, 0, 0, 0));
        }
    }

    @Test
    void joiningGivesTagsPerSentenceAndOutsideForWordsCutOff() {
        Sentence sentence = sentence("a bb aa b", "O B-LOC I-LOC O");
        assertThat(encode(5, LongSentences.SPLIT, sentence).join(List.of(array(2, 0), array(1, 0))))
                .containsExactly(List.of("O", "B-LOC", "I-LOC", "B-LOC"));
        assertThat(encode(5, LongSentences.TRUNCATE, sentence).join(List.of(array(2, 0))))
                .containsExactly(List.of("O", "B-LOC", "O", "O"));
    }

    @Test
    void joiningRefusesPredictionsOfAnotherShape() {
        EncodedCorpus encoded = encode(5, LongSentences.SPLIT, sentence("a bb", "O O"));
        assertThatThrownBy(() -> encoded.join(List.of()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("0 units");
        assertThatThrownBy(() -> encoded.join(List.of(array(2)))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("2 words", "1 predictions");
    }

    @Test
    void aTagOutsideTheLabelsIsAnError() {
        assertThatThrownBy(() -> encode(5, LongSentences.SPLIT, sentence("a", "B-PER")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'B-PER'");
    }

    @Test
    void aLimitWithoutRoomIsRefused() {
        assertThatThrownBy(() -> new Encoding(letters, 2, LongSentences.SPLIT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("2", "at least 3");
    }

    @Test
    void theReportIsOneLine() {
        assertThat(new LengthReport(LongSentences.SPLIT, 5000, 5002, 2, 31, 1))
                .hasToString("5000 sentences, 5002 units: 2 split (31 words moved into later parts), "
                        + "1 words replaced by the unknown piece");
        assertThat(new LengthReport(LongSentences.TRUNCATE, 5000, 5000, 2, 31, 0).toString())
                .contains("2 truncated (31 words lost)");
    }
}
