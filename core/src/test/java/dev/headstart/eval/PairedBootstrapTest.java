package dev.headstart.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

class PairedBootstrapTest {
    private static final Counts RIGHT = new Counts(1, 1, 1);
    private static final Counts MISSED = new Counts(0, 0, 1);
    private static final Counts WRONG = new Counts(0, 1, 1);

    @Test
    void aSystemDoesNotDifferFromItself() {
        PairedCounts same = random(200, 0.7, 0.7, 1);
        Difference difference = new PairedBootstrap(1000, 1).compare(new PairedCounts(same.first(), same.first()));
        assertThat(difference).isEqualTo(new Difference(0, 0, 0, 0, 1, 1000));
    }

    @Test
    void aMuchBetterSystemIsSignificantlyBetter() {
        PairedCounts set = random(500, 0.9, 0.6, 2);
        Difference difference = new PairedBootstrap(1000, 1).compare(set);
        assertThat(difference.observed()).isEqualTo(set.difference()).isGreaterThan(0.1);
        assertThat(difference.low()).isPositive().isLessThan(difference.mean());
        assertThat(difference.high()).isGreaterThan(difference.mean());
        assertThat(difference.pValue()).isEqualTo(2.0 / 1001);
    }

    @Test
    void equallyGoodSystemsAreRarelyCalledDifferent() {
        int significant = 0;
        for (int seed = 0; seed < 200; seed++) {
            PairedCounts set = random(200, 0.7, 0.7, seed);
            significant += new PairedBootstrap(400, seed).compare(set).pValue() < 0.05 ? 1 : 0;
        }
        assertThat(significant).as("of 200, expected 10").isBetween(2, 22);    // four standard deviations of a binomial
    }

    @Test
    void swappingTheSystemsTurnsTheSign() {
        PairedCounts set = random(100, 0.8, 0.7, 3);
        Difference there = new PairedBootstrap(1000, 5).compare(set);
        Difference back = new PairedBootstrap(1000, 5).compare(new PairedCounts(set.second(), set.first()));
        assertThat(back.observed()).isEqualTo(-there.observed());
        assertThat(back.low()).isCloseTo(-there.high(), within(1e-12));
        assertThat(back.pValue()).isEqualTo(there.pValue());
    }

    @Test
    void sameSeedGivesTheSameResultAndAnotherSeedAnother() {
        PairedCounts set = random(300, 0.8, 0.75, 4);
        Difference first = new PairedBootstrap(500, 7).compare(set);
        assertThat(new PairedBootstrap(500, 7).compare(set)).isEqualTo(first);
        assertThat(new PairedBootstrap(500, 8).compare(set).mean()).isNotEqualTo(first.mean());
    }

    @Test
    void meanAgreesWithAllResamplesOfASmallSet() {
        PairedCounts set = new PairedCounts(List.of(RIGHT, RIGHT, MISSED), List.of(RIGHT, WRONG, RIGHT));
        double sum = 0;
        for (int draw = 0; draw < 27; draw++) {
            List<Integer> rows = List.of(draw % 3, draw / 3 % 3, draw / 9);
            sum += new PairedCounts(rows.stream().map(set.first()::get).toList(),
                    rows.stream().map(set.second()::get).toList()).difference();
        }
        Difference difference = new PairedBootstrap(100_000, 11).compare(set);
        assertThat(difference.mean()).isCloseTo(sum / 27, within(0.01));    // the standard error is below 0.002
    }

    @Test
    void averageOverTestSetsDrawsWithinEverySet() {
        PairedCounts won = new PairedCounts(List.of(RIGHT), List.of(MISSED));
        PairedCounts level = new PairedCounts(List.of(RIGHT), List.of(RIGHT));
        Difference difference = new PairedBootstrap(200, 1).compare(List.of(won, level));
        assertThat(difference).isEqualTo(new Difference(0.5, 0.5, 0.5, 0.5, 2.0 / 201, 200));
    }

    @Test
    void averageIsOverSetsAndNotOverSentences() {
        PairedCounts small = new PairedCounts(List.of(RIGHT), List.of(MISSED));
        PairedCounts large = new PairedCounts(Collections.nCopies(99, RIGHT), Collections.nCopies(99, RIGHT));
        assertThat(new PairedBootstrap(100, 1).compare(List.of(small, large)).observed()).isEqualTo(0.5);
    }

    @Test
    void countsComeFromLabels() {
        List<List<String>> gold = List.of(List.of("B-PER", "O"), List.of("B-LOC"));
        List<List<String>> worse = List.of(List.of("B-PER", "O"), List.of("O"));
        PairedCounts counts = PairedCounts.of(new SpanScorer(ScoringMode.DEFAULT), gold, gold, worse);
        assertThat(counts).isEqualTo(new PairedCounts(List.of(RIGHT, RIGHT), List.of(RIGHT, MISSED)));
        assertThat(counts.difference()).isEqualTo(1 - 2.0 / 3);
    }

    @Test
    void countsOfDifferentSentencesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PairedCounts(List.of(RIGHT), List.of(RIGHT, RIGHT)))
                .withMessageContaining("1 and 2 sentences");
        assertThatIllegalArgumentException().isThrownBy(() -> new PairedCounts(List.of(RIGHT), List.of(Counts.NONE)))
                .withMessageContaining("Sentence 1");
    }

    @Test
    void nothingToCompareIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PairedBootstrap(1000, 1).compare(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new PairedBootstrap(1, 1));
    }

    /** One gold span in a sentence, found with the given probabilities, else predicted wrongly. */
    private static PairedCounts random(int sentences, double first, double second, long seed) {
        Random random = new Random(seed);
        List<Counts> a = new ArrayList<>();
        List<Counts> b = new ArrayList<>();
        for (int s = 0; s < sentences; s++) {
            a.add(random.nextDouble() < first ? RIGHT : WRONG);
            b.add(random.nextDouble() < second ? RIGHT : WRONG);
        }
        return new PairedCounts(a, b);
    }
}
