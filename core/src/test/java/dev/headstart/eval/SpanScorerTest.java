package dev.headstart.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpanScorerTest {
    private static final SpanScorer DEFAULT = new SpanScorer(ScoringMode.DEFAULT);
    private static final SpanScorer STRICT = new SpanScorer(ScoringMode.STRICT);

    @Test
    void insideAfterOutsideStartsASpanByDefaultAndNoneInStrictMode() {
        List<List<String>> labels = sentences("O I-PER I-PER O");
        assertThat(ScoringMode.DEFAULT.spans(labels)).containsExactly(new Span("PER", 0, 1, 2));
        assertThat(ScoringMode.STRICT.spans(labels)).isEmpty();
    }

    @Test
    void changeOfTypeStartsASpanByDefaultAndOnlyEndsOneInStrictMode() {
        List<List<String>> labels = sentences("B-PER I-LOC");
        assertThat(ScoringMode.DEFAULT.spans(labels))
                .containsExactly(new Span("PER", 0, 0, 0), new Span("LOC", 0, 1, 1));
        assertThat(ScoringMode.STRICT.spans(labels)).containsExactly(new Span("PER", 0, 0, 0));
    }

    @ParameterizedTest
    @EnumSource
    void twoBeginningsAreTwoSpans(ScoringMode mode) {
        assertThat(mode.spans(sentences("B-PER B-PER")))
                .containsExactly(new Span("PER", 0, 0, 0), new Span("PER", 0, 1, 1));
    }

    @Test
    void spansNeverCrossSentences() {
        List<List<String>> labels = sentences("O B-PER", "I-PER O");
        assertThat(ScoringMode.DEFAULT.spans(labels))
                .containsExactly(new Span("PER", 0, 1, 1), new Span("PER", 1, 0, 0));
        assertThat(ScoringMode.STRICT.spans(labels)).containsExactly(new Span("PER", 0, 1, 1));
    }

    @Test
    void endAndSingleLabelsWorkByDefault() {
        assertThat(ScoringMode.DEFAULT.spans(sentences("B-PER E-PER S-PER E-PER")))
                .containsExactly(new Span("PER", 0, 0, 1), new Span("PER", 0, 2, 2), new Span("PER", 0, 3, 3));
    }

    @ParameterizedTest
    @EnumSource
    void labelWithoutTypeHasTheTypeUnderscore(ScoringMode mode) {
        assertThat(mode.spans(sentences("B I- O"))).containsExactly(new Span("_", 0, 0, 1));
    }

    @Test
    void defaultModeReachesBackOverSentencesForLabelsItDoesNotKnowAsSeqevalDoes() {
        assertThat(ScoringMode.DEFAULT.spans(sentences("B-LOC", "O-PER X-PER")))
                .containsExactly(new Span("LOC", 0, 0, 0), new Span("PER", 1, -2, 1));
    }

    @ParameterizedTest
    @EnumSource
    void predictionWithoutSpansScoresZero(ScoringMode mode) {
        SpanScores scores = new SpanScorer(mode).score(sentences("B-PER I-PER O"), sentences("O O O"));
        assertThat(scores.micro()).isEqualTo(new Counts(0, 0, 1));
        assertThat(List.of(scores.micro().precision(), scores.micro().recall(), scores.micro().f1()))
                .containsOnly(0.0);
        assertThat(scores.accuracy()).isEqualTo(1.0 / 3);
    }

    @Test
    void scoresAreMicroAveragedAndListedByTypeName() {
        SpanScores scores = DEFAULT.score(sentences("B-PER I-PER O B-LOC", "B-ORG"), sentences("B-PER I-PER O B-ORG", "O"));
        assertThat(scores.types()).containsExactly(
                entry("LOC", new Counts(0, 0, 1)),
                entry("ORG", new Counts(0, 1, 1)),
                entry("PER", new Counts(1, 1, 1)));
        assertThat(scores.micro()).isEqualTo(new Counts(1, 2, 3));
        assertThat(scores.micro().f1()).isEqualTo(0.4);
        assertThat(scores).extracting(SpanScores::sentences, SpanScores::words, SpanScores::correctWords).containsExactly(2, 5, 3);
    }

    @Test
    void spanWithAWrongEndIsWrong() {
        assertThat(STRICT.score(sentences("B-PER I-PER"), sentences("B-PER O")).micro()).isEqualTo(new Counts(0, 1, 1));
    }

    @Test
    void differentNumbersOfSentencesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULT.score(sentences("O", "O"), sentences("O")))
                .withMessageContaining("2 gold sentences but 1");
    }

    @Test
    void differentNumbersOfWordsAreRefusedNamingTheSentence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULT.countsBySentence(sentences("O", "O O"), sentences("O", "O")))
                .withMessageContaining("Sentence 2 has 2 gold labels but 1");
    }

    @Test
    void emptyEvaluationIsAnErrorAndNotAZero() {
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULT.score(List.of(), List.of()))
                .withMessageContaining("Nothing to score");
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULT.score(List.of(List.of()), List.of(List.of())))
                .withMessageContaining("Nothing to score");
    }

    @Test
    void strictModeRefusesOtherPrefixesNamingSentenceAndWord() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STRICT.score(sentences("O", "O B-PER"), sentences("O", "O S-PER")))
                .withMessageContaining("Sentence 2, word 2").withMessageContaining("S-PER");
    }

    @ParameterizedTest
    @EnumSource
    void emptyLabelIsRefusedNamingSentenceAndWord(ScoringMode mode) {
        assertThatIllegalArgumentException().isThrownBy(() -> mode.spans(List.of(List.of("O", ""))))
                .withMessageContaining("Sentence 1, word 2");
    }

    private static List<List<String>> sentences(String... labels) {
        return Stream.of(labels).map(line -> List.of(line.split(" "))).toList();
    }
}
