package dev.headstart.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossedBootstrapTest {
    private static final Counts RIGHT = new Counts(1, 1, 1);
    private static final Counts MISSED = new Counts(0, 0, 1);
    private static final Counts WRONG = new Counts(0, 1, 1);
    private final CrossedBootstrap bootstrap = new CrossedBootstrap(1000, 1);

    @Test
    void aSystemDoesNotDifferFromItself() {
        List<SentenceCounts> seeds = List.of(random(200, 0.7, 1), random(200, 0.6, 2), random(200, 0.8, 3));
        assertThat(difference(seeds, seeds)).isEqualTo(new Difference(0, 0, 0, 0, 1, 1000));
    }

    @Test
    void aSystemThatIsBetterWithEverySeedIsSignificantlyBetter() {
        Difference difference = difference(List.of(random(500, 0.9, 1), random(500, 0.9, 2), random(500, 0.9, 3)),
                List.of(random(500, 0.6, 4), random(500, 0.6, 5), random(500, 0.6, 6)));
        assertThat(difference.low()).isPositive();
        assertThat(difference.pValue()).isEqualTo(2.0 / 1001);
    }

    @Test
    void aSystemThatIsBetterWithOneSeedAndWorseWithAnotherIsNot() {
        Difference difference = difference(List.of(random(500, 0.9, 1), random(500, 0.6, 2)),
                List.of(random(500, 0.6, 3), random(500, 0.9, 4)));
        assertThat(difference.low()).isLessThan(-0.2);
        assertThat(difference.high()).isGreaterThan(0.2);
    }

    @Test
    void meanAgreesWithAllResamplesOfASmallSet() {
        List<List<Counts>> seeds = List.of(List.of(RIGHT, WRONG, RIGHT), List.of(MISSED, RIGHT, MISSED));
        double sum = 0;
        for (int draw = 0; draw < 27; draw++) {
            List<Integer> rows = List.of(draw % 3, draw / 3 % 3, draw / 9);
            for (List<Counts> seed : seeds) {       // each is drawn as often as the other
                sum += rows.stream().map(seed::get).reduce(Counts.NONE, Counts::plus).f1() / 2;
            }
        }
        CrossedBootstrap many = new CrossedBootstrap(100_000, 11);
        double[] drawn = many.overSeeds(List.of(many.f1(seeds.stream().map(SentenceCounts::of).toList(), 0)));
        assertThat(Difference.of(0, drawn).mean()).isCloseTo(sum / 27, within(0.01));    // the standard error is below 0.002
    }

    /** Scores of seeds that are drawn from a normal distribution, on sentences that all say the same. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 15})
    void intervalsHoldTheTruthNineteenTimesOfTwenty(int seeds) {
        Random random = new Random(seeds);
        int trials = 4000;
        int held = 0;
        for (int trial = 0; trial < trials; trial++) {
            List<double[]> scores = random.doubles(seeds).mapToObj(any -> constant(random.nextGaussian())).toList();
            Interval interval = Interval.of(bootstrap.overSeeds(scores));
            held += interval.low() <= 0 && interval.high() >= 0 ? 1 : 0;
        }
        assertThat((double) held / trials).isBetween(0.92, 0.97);
    }

    private double[] constant(double score) {
        double[] scores = new double[bootstrap.resamples()];
        Arrays.fill(scores, score);
        return scores;
    }

    @Test
    void oneSeedGivesTheSentencesAlone() {
        double[] f1 = bootstrap.f1(List.of(random(100, 0.7, 1)), 0)[0];
        assertThat(bootstrap.overSeeds(List.of(f1))).isEqualTo(f1);
    }

    @Test
    void theIntervalOfOneSeedIsAboutThatOfThePairedBootstrap() {
        SentenceCounts first = random(400, 0.8, 1);
        SentenceCounts second = random(400, 0.7, 2);
        Difference crossed = difference(List.of(first), List.of(second));
        Difference paired = new PairedBootstrap(1000, 1).compare(new PairedCounts(list(first), list(second)));
        assertThat(crossed.observed()).isEqualTo(paired.observed());
        assertThat(crossed.low()).isCloseTo(paired.low(), within(0.015));     // a tenth of the interval's width
        assertThat(crossed.high()).isCloseTo(paired.high(), within(0.015));
    }

    @Test
    void systemsThatAreScoredApartGetTheSameSentences() {
        SentenceCounts first = random(100, 0.7, 1);
        SentenceCounts second = random(100, 0.7, 2);
        double[][] together = bootstrap.f1(List.of(first, second), 3);
        assertThat(bootstrap.f1(List.of(second), 3)[0]).isEqualTo(together[1]);
        assertThat(bootstrap.f1(List.of(second), 4)[0]).isNotEqualTo(together[1]);
        assertThat(new CrossedBootstrap(1000, 2).f1(List.of(second), 3)[0]).isNotEqualTo(together[1]);
    }

    @Test
    void countsAreKept() {
        SentenceCounts counts = SentenceCounts.of(List.of(RIGHT, WRONG, new Counts(1, 2, 1), Counts.NONE));
        assertThat(list(counts)).containsExactly(RIGHT, WRONG, new Counts(1, 2, 1), Counts.NONE);
        assertThat(counts.f1()).isEqualTo(new Counts(2, 4, 3).f1());
        assertThat(List.of(counts.isRight(0), counts.isRight(1), counts.isRight(2), counts.isRight(3)))
                .containsExactly(true, false, false, true);
    }

    @Test
    void systemsOnDifferentSentencesAreRefused() {
        List<SentenceCounts> systems = List.of(SentenceCounts.of(List.of(RIGHT)), SentenceCounts.of(List.of(Counts.NONE)));
        assertThatIllegalArgumentException().isThrownBy(() -> bootstrap.f1(systems, 0)).withMessageContaining("System 2");
        assertThatIllegalArgumentException().isThrownBy(() -> SentenceCounts.of(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new CrossedBootstrap(99, 1)).withMessageContaining("99");
    }

    private Difference difference(List<SentenceCounts> first, List<SentenceCounts> second) {
        double[] a = bootstrap.overSeeds(List.of(bootstrap.f1(first, 0)));
        double[] b = bootstrap.overSeeds(List.of(bootstrap.f1(second, 0)));
        double[] differences = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            differences[i] = a[i] - b[i];
        }
        return Difference.of(mean(first) - mean(second), differences);
    }

    private static double mean(List<SentenceCounts> seeds) {
        return seeds.stream().mapToDouble(SentenceCounts::f1).average().orElseThrow();
    }

    private static List<Counts> list(SentenceCounts counts) {
        List<Counts> list = new ArrayList<>();
        for (int s = 0; s < counts.size(); s++) {
            list.add(counts.get(s));
        }
        return list;
    }

    /** One gold span in a sentence, found with the given probability, else predicted wrongly. */
    private static SentenceCounts random(int sentences, double found, long seed) {
        Random random = new Random(seed);
        List<Counts> counts = new ArrayList<>();
        for (int s = 0; s < sentences; s++) {
            counts.add(random.nextDouble() < found ? RIGHT : WRONG);
        }
        return SentenceCounts.of(counts);
    }
}
