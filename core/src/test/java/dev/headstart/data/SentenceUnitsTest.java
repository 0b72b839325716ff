package dev.headstart.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Units of sentences that have one label. */
class SentenceUnitsTest {
    private static final Tokenizer TOKENIZER = MiniModel.tokenizer();
    private static final LabelSet LABELS = new LabelSet(List.of("sports", "travel"));

    @AfterAll
    static void close() {
        TOKENIZER.close();
    }

    private static EncodedCorpus encode(int maxLength, LongSentences policy, Sentence... sentences) {
        return new Encoding(TOKENIZER, maxLength, policy, Readout.SENTENCE)
                .encode(new Corpus("en", Split.TRAIN, List.of(sentences)), LABELS);
    }

    @Test
    void theLabelIsReadOffTheTokenInFront() {
        Unit unit = encode(128, LongSentences.SPLIT, Sentence.classified(List.of("Oslo", "is", "far"), "travel")).units().get(0);
        assertThat(unit.ids()[0]).isEqualTo(TOKENIZER.prefix()[0]);
        assertThat(unit.labels()[0]).isEqualTo(1);
        assertThat(unit.words()[0]).isZero();
        assertThat(IntStream.of(unit.labels()).skip(1)).containsOnly(Unit.IGNORED);
        assertThat(IntStream.of(unit.words()).skip(1)).containsOnly(-1);
        assertThat(unit.wordCount()).isEqualTo(1);
        assertThat(unit.labelled()).isEqualTo(1);
    }

    @Test
    void thePiecesAreThoseOfTheWords() {
        Sentence sentence = Sentence.classified(List.of("Oslo", "is", "far"), "travel");
        EncodedCorpus words = new Encoding(TOKENIZER, 128, LongSentences.SPLIT)
                .encode(new Corpus("en", Split.TRAIN, List.of(Sentence.unlabelled(sentence.words()))), LABELS);
        assertThat(encode(128, LongSentences.SPLIT, sentence).units().get(0).ids()).isEqualTo(words.units().get(0).ids());
    }

    @Test
    void aLongTextIsOneUnitCutOffWhateverWasAsked() {
        EncodedCorpus encoded = encode(8, LongSentences.SPLIT, Sentence.classified(Collections.nCopies(30, "Oslo"), "travel"));
        assertThat(encoded.units()).hasSize(1);
        assertThat(encoded.units().get(0).length()).isEqualTo(8);
        assertThat(encoded.lengths().toString()).contains("1 truncated");
    }

    @Test
    void aPredictionIsOneLabelASentence() {
        EncodedCorpus encoded = encode(128, LongSentences.SPLIT, Sentence.classified(List.of("a", "b"), "travel"),
                Sentence.unlabelled(List.of("c")));
        assertThat(encoded.units().get(1).labelled()).isZero();
        assertThat(encoded.join(List.of(new int[] {1}, new int[] {0}))).containsExactly(List.of("travel"), List.of("sports"));
        assertThat(encoded.joinProbabilities(List.of(new double[] {0.9}, new double[] {0.6})))
                .containsExactly(List.of(0.9), List.of(0.6));
    }

    @Test
    void anUnknownLabelIsRefusedBeforeAnyWork() {
        assertThatThrownBy(() -> encode(128, LongSentences.SPLIT, Sentence.classified(List.of("a"), "health")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll("'health'", "sports, travel");
    }

    @Test
    void aSentenceHasTagsOrALabelButNotBoth() {
        assertThatThrownBy(() -> new Sentence(List.of("a"), List.of("X"), Optional.of("y")))
                .hasMessageContaining("tags and the label 'y'");
    }
}
