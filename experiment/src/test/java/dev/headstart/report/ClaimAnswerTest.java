package dev.headstart.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headstart.eval.CrossedBootstrap;
import dev.headstart.eval.Interval;
import dev.headstart.eval.SentenceCounts;
import dev.headstart.experiment.Claim;
import dev.headstart.experiment.Experiment;
import dev.headstart.experiment.Gap;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ClaimAnswerTest {
    private static final int SENTENCES = 60;
    private final Claim claim = claim("new", "old");
    private final Gap gap = new Gap("old", "best", Map.of("new", 48.0));
    private final Experiment experiment = Small.experiment(List.of(claim), Optional.of(gap),
            Small.setting("old", false, Map.of("hi", 70.0, "nl", 60.0)), Small.setting("new", true, Map.of("hi", 75.0, "nl", 61.0)),
            Small.setting("best", false, Map.of()));

    private final Map<Cells.Place, SentenceCounts> counts = new LinkedHashMap<>();

    private static Claim claim(String better, String than) {
        return new Claim(new Claim.Side(List.of(better)), new Claim.Side(List.of(than)), Optional.empty());
    }

    private void tested(String setting, String target, long seed, SentenceCounts result) {
        counts.put(new Cells.Place(setting, target, seed), result);
    }

    private Resampled resampled(int resamples) {
        return new Resampled(experiment, counts, new CrossedBootstrap(resamples, 1));
    }

    private static boolean[] found(double share, long seed) {
        Random random = new Random(seed);
        boolean[] found = new boolean[SENTENCES];
        for (int s = 0; s < SENTENCES; s++) {
            found[s] = random.nextDouble() < share;
        }
        return found;
    }

    private void everywhere(String setting, double share) {
        for (String target : List.of("hi", "nl")) {
            for (long seed : List.of(1L, 2L)) {
                tested(setting, target, seed, Small.counts(found(share, (setting + target + seed).hashCode())));
            }
        }
    }

    /** So that nothing but sentences varies. */
    private void everywhereAlike(String setting, double share) {
        for (String target : List.of("hi", "nl")) {
            for (long seed : List.of(1L, 2L)) {
                tested(setting, target, seed, Small.counts(found(share, (setting + target).hashCode())));
            }
        }
    }

    @Test
    void aMuchBetterSettingIsBetter() {
        everywhereAlike("old", 0.3);
        everywhereAlike("new", 0.9);
        ClaimAnswer answer = ClaimAnswer.of(claim, resampled(500));
        assertThat(answer.all()).extracting(Comparison::answer).containsOnly(Comparison.Answer.YES);
        assertThat(answer.all()).extracting(Comparison::target).containsExactly("hi", "nl", "average");
        assertThat(answer.average().paper()).contains(3.0);
        assertThat(ClaimAnswer.of(claim("old", "new"), resampled(500)).average().answer())
                .isEqualTo(Comparison.Answer.NO);
    }

    @Test
    void equalSettingsAreNotClear() {
        everywhere("old", 0.5);
        counts.putAll(Map.copyOf(counts).entrySet().stream().collect(Collectors.toMap(
                entry -> new Cells.Place("new", entry.getKey().target(), entry.getKey().seed()), Map.Entry::getValue)));
        Comparison average = ClaimAnswer.of(claim, resampled(500)).average();
        assertThat(average.difference()).contains(new Estimate(0, new Interval(0, 0), 500));
        assertThat(average.answer()).isEqualTo(Comparison.Answer.NOT_CLEAR);
    }

    @Test
    void whatIsNotFinishedIsNotTested() {
        tested("old", "hi", 1, Small.counts(found(0.5, 1)));
        tested("old", "nl", 1, Small.counts(found(0.2, 1)));
        tested("new", "nl", 1, Small.counts(found(0.9, 1)));
        ClaimAnswer answer = ClaimAnswer.of(claim, resampled(500));
        assertThat(answer.byTarget()).extracting(Comparison::answer)
                .containsExactly(Comparison.Answer.NOT_TESTED, Comparison.Answer.YES);
        assertThat(answer.byTarget()).extracting(Comparison::shownSeeds).containsExactly("0 and 1", "1");
        assertThat(answer.average().difference().map(Estimate::observed))
                .isEqualTo(answer.byTarget().get(1).difference().map(Estimate::observed));
        assertThat(ClaimsText.sentence(answer)).contains("over the 1 of 2 targets that are finished");
    }

    @Test
    void aSpreadIsFromTheWorstToTheBestOfItsSettings() {
        everywhereAlike("old", 0.2);
        everywhereAlike("new", 0.9);
        everywhereAlike("best", 1);
        Claim wider = new Claim(new Claim.Side(List.of("new", "old")), new Claim.Side(List.of("best", "new")), Optional.empty());
        Comparison average = ClaimAnswer.of(wider, resampled(500)).average();
        double old = ClaimAnswer.of(claim("new", "old"), resampled(500)).average().difference().orElseThrow().observed();
        double best = ClaimAnswer.of(claim("best", "new"), resampled(500)).average().difference().orElseThrow().observed();
        assertThat(average.answer()).isEqualTo(Comparison.Answer.YES);
        assertThat(average.difference().orElseThrow().observed()).isCloseTo(old - best, within(1e-9));
        assertThat(average.paper()).isEmpty();
        assertThat(ClaimsText.sentence(ClaimAnswer.of(wider, resampled(500))))
                .startsWith("Yes. The spread over new, old against the spread over best, new: +");
    }

    /** Two settings that are equal but for chance: chosen anew on each resample, best minus worst would never be below 0. */
    @Test
    void aSpreadDoesNotGrowWithTheNoiseOfSeeds() {
        for (String target : List.of("hi", "nl")) {
            for (long seed : List.of(1L, 2L)) {
                tested("new", target, seed, Small.counts(found(seed == 1 ? 0.2 : 0.8, seed)));
                tested("best", target, seed, Small.counts(found(seed == 1 ? 0.8 : 0.2, 3 - seed)));
            }
        }
        Estimate spread = Resample.spread(resampled(500).average("new", "best").orElseThrow()).estimate();
        assertThat(spread.interval().low()).isLessThan(-10);
        assertThat(spread.interval().high()).isGreaterThan(10);
    }

    @Test
    void intervalsAreThoseOfASlowBootstrap() {
        everywhere("old", 0.5);
        everywhere("new", 0.65);
        int resamples = 4000;
        Random random = new Random(7);
        double[] slow = new double[resamples];
        double widening = 12.7062 / 1.95996 * Math.sqrt(2);     // Student's t with one degree of freedom
        for (int b = 0; b < resamples; b++) {
            int[] weights = {random.nextInt(2) + random.nextInt(2), 0};
            weights[1] = 2 - weights[0];
            for (String target : experiment.targets()) {
                int[] drawn = random.ints(SENTENCES, 0, SENTENCES).toArray();
                for (int s = 0; s < 2; s++) {       // one span a sentence and one prediction: F1 is the share that is right
                    slow[b] += (1 + widening * (weights[s] - 1)) * 100
                            * (right("new", target, s + 1, drawn) - right("old", target, s + 1, drawn)) / 4.0 / SENTENCES;
                }
            }
        }
        Arrays.sort(slow);
        Estimate fast = ClaimAnswer.of(claim, resampled(resamples)).average().difference().orElseThrow();
        assertThat(fast.interval().low()).isCloseTo(slow[resamples / 40], within(8.0));        // the interval is some 200 points wide
        assertThat(fast.interval().high()).isCloseTo(slow[resamples - resamples / 40], within(8.0));
    }

    private long right(String setting, String target, long seed, int[] drawn) {
        SentenceCounts of = counts.get(new Cells.Place(setting, target, seed));
        return Arrays.stream(drawn).filter(of::isRight).count();
    }

    @Test
    void theGapIsTheShareOfTheWay() {
        boolean[] all = new boolean[SENTENCES];
        Arrays.fill(all, true);
        for (String target : experiment.targets()) {
            for (long seed : List.of(1L, 2L)) {
                tested("old", target, seed, Small.counts(new boolean[SENTENCES]));
                tested("new", target, seed, Small.counts(found(0.5, 3)));
                tested("best", target, seed, Small.counts(all));
            }
        }
        List<GapShare> shares = GapShare.of(gap, resampled(500));
        assertThat(shares).extracting(GapShare::setting).containsExactly("new");
        double expected = 100 * Small.counts(found(0.5, 3)).f1();
        assertThat(shares.get(0).share().orElseThrow()).isCloseTo(expected, within(1e-9));
        assertThat(shares.get(0).interval().orElseThrow().low()).isBetween(expected - 25, expected - 1);
        assertThat(shares.get(0).paper()).contains(48.0);
    }

    @Test
    void thereIsNoWayWhereTheEndIsNotAboveTheBeginning() {
        everywhere("old", 0.9);
        everywhere("new", 0.9);
        everywhere("best", 0.2);
        assertThat(GapShare.of(gap, resampled(500)).get(0).share()).isEmpty();
    }
}
