package dev.headstart.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Expected values by hand, after scikit-learn's definitions: macro F1 over the union of labels, 0 where nothing divides. */
class LabelScorerTest {
    private static final double ROUNDING = 1e-15;
    private final LabelScorer scorer = new LabelScorer();

    private static List<List<String>> sentences(String... sentences) {
        return Stream.of(sentences).map(sentence -> List.of(sentence.split(" "))).toList();
    }

    @Test
    void accuracyCountsLabelsAndMacroF1LabelTypes() {
        LabelScores scores = scorer.score(sentences("NOUN VERB NOUN", "ADP NOUN"), sentences("NOUN NOUN NOUN", "ADP VERB"));
        assertThat(scores.accuracy()).isEqualTo(3 / 5.0);
        // ADP 1; NOUN: precision 2/3, recall 2/3; VERB: 0 of 1 predicted, 0 of 1 gold
        assertThat(scores.macroF1()).isCloseTo((1 + 2 / 3.0 + 0) / 3, within(ROUNDING));
        assertThat(scores.total()).isEqualTo(new Counts(3, 5, 5));
        assertThat(scores.types().get("NOUN")).isEqualTo(new Counts(2, 3, 3));
        assertThat(scores.figures().keySet()).containsExactly("accuracy", "macro_f1");
        assertThat(scores.main()).isEqualTo(0.6);
    }

    @Test
    void labelsThatOccurOnOneSideOnlyCountAsZero() {
        LabelScores scores = scorer.score(sentences("a", "b"), sentences("a", "c"));
        assertThat(scores.macroF1()).isCloseTo(1 / 3.0, within(ROUNDING));
        assertThat(scores.types()).containsOnlyKeys("a", "b", "c");
    }

    @Test
    void countsOfSentencesAddUpToTheTotal() {
        List<Counts> counts = scorer.countsBySentence(sentences("a b", "c"), sentences("a c", "c"));
        assertThat(counts).containsExactly(new Counts(1, 2, 2), new Counts(1, 1, 1));
        assertThat(counts.stream().reduce(Counts.NONE, Counts::plus).f1()).isCloseTo(2 / 3.0, within(ROUNDING));
    }

    @Test
    void shapesMustAgree() {
        assertThatThrownBy(() -> scorer.score(sentences("a b"), sentences("a"))).hasMessageContaining("Sentence 1 has 2 gold");
        assertThatThrownBy(() -> scorer.score(List.of(), List.of())).hasMessageContaining("Nothing to score");
    }
}
