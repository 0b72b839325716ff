package dev.headstart.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelSetTest {
    private static Corpus corpus(String... tags) {
        return new Corpus("en", Split.TRAIN, List.of(new Sentence(List.of(tags), List.of(tags))));
    }

    @Test
    void namesAreSortedAsXtremeSortsThem() {
        Corpus some = corpus("O", "B-PER", "I-PER");
        Corpus others = corpus("B-ORG", "I-ORG", "B-LOC", "I-LOC");
        assertThat(LabelSet.namesIn(List.of(some, others)))
                .containsExactly("B-LOC", "B-ORG", "B-PER", "I-LOC", "I-ORG", "I-PER", "O");
    }

    @Test
    void theLabelsOfSentencesAreNamesToo() {
        Corpus classified = new Corpus("en", Split.TRAIN, List.of(Sentence.classified(List.of("Oslo", "won"), "sports")));
        assertThat(LabelSet.namesIn(List.of(classified))).containsExactly("sports");
    }

    @Test
    void corporaWithoutLabelsHaveNoNames() {
        Corpus unlabelled = new Corpus("en", Split.TEST, List.of(Sentence.unlabelled(List.of("a"))));
        assertThatThrownBy(() -> LabelSet.namesIn(List.of(unlabelled))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatWasNotPredictedIsOutsideWhereThatIsALabel() {
        assertThat(new LabelSet(List.of("B-PER", "O")).none()).isEqualTo("O");
        assertThat(new LabelSet(List.of("NOUN", "VERB")).none()).isEqualTo("_");
    }

    @Test
    void aCorpusWithAnotherLabelIsRefusedNamingIt() {
        assertThatThrownBy(() -> new LabelSet(List.of("NOUN")).requireAllOf(corpus("NOUN", "VERB")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'VERB'");
    }

    @Test
    void indicesAndNamesAreInverse() {
        LabelSet labels = new LabelSet(List.of("O", "B-PER", "I-PER"));
        for (int i = 0; i < labels.size(); i++) {
            assertThat(labels.indexOf(labels.name(i))).isEqualTo(i);
        }
    }

    @Test
    void anUnknownTagIsAnErrorNamingTheLabels() {
        LabelSet labels = new LabelSet(List.of("O", "B-PER"));
        assertThatThrownBy(() -> labels.indexOf("B-MISC")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'B-MISC'", "O, B-PER");
        assertThatThrownBy(() -> labels.name(2)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("2", "O, B-PER");
    }

    @Test
    void invalidSetsAreRefused() {
        assertThatThrownBy(() -> new LabelSet(List.of("O", "O"))).hasMessageContaining("distinct");
        assertThatThrownBy(() -> new LabelSet(List.of())).hasMessageContaining("at least one");
    }
}
