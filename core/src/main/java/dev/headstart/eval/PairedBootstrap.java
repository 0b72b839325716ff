package dev.headstart.eval;

import java.util.List;

/**
 * Paired bootstrap test of two systems (Koehn 2004, "Statistical Significance Tests for Machine Translation
 * Evaluation") with micro F1 as the score. Every resample draws as many sentences as the test set has, with
 * replacement, the same ones for both systems. The same seed gives the same result on every machine.
 *
 * <p>p-value: Koehn counts the resamples that the better system does not win. We double the smaller tail, so that the
 * test is two-sided, and count the observed data as one more resample (Davison and Hinkley 1997, section 4.2), so that
 * it is never 0: {@code min(1, 2 (1 + min(#{d <= 0}, #{d >= 0})) / (1 + resamples))}.
 *
 * @param resamples number of resamples, at least 100; Koehn uses 1,000
 * @param seed      any value
 */
public record PairedBootstrap(int resamples, long seed) {
    public PairedBootstrap {
        if (resamples < 100) {
            throw new IllegalArgumentException(
                    "resamples is " + resamples + "; percentiles need at least 100, e.g. 10000.");
        }
    }

    /** The difference in micro F1 on one test set. */
    public Difference compare(PairedCounts testSet) {
        return compare(List.of(testSet));
    }

    /**
     * The difference in micro F1 averaged over test sets, e.g. languages. Every resample draws from each set its own
     * number of sentences, so the sets keep their weights.
     *
     * @throws IllegalArgumentException if there is no test set
     */
    public Difference compare(List<PairedCounts> testSets) {
        if (testSets.isEmpty()) {
            throw new IllegalArgumentException("No test set to compare on; give at least one.");
        }
        double[] differences = new double[resamples];
        SplitMix64 random = new SplitMix64(seed);
        List<Resampler> resamplers = testSets.stream().map(Resampler::of).toList();
        for (int b = 0; b < resamples; b++) {
            differences[b] = resamplers.stream().mapToDouble(set -> set.draw(random)).sum() / testSets.size();
        }
        double observed = testSets.stream().mapToDouble(PairedCounts::difference).sum() / testSets.size();
        return Difference.of(observed, differences);
    }

    /** One test set. @param rows true positives and predicted of both systems, gold */
    private record Resampler(SentenceRows rows) {
        private static final int FIELDS = 5;

        static Resampler of(PairedCounts set) {
            return new Resampler(SentenceRows.of(set.first().size(), FIELDS, s -> {
                Counts first = set.first().get(s);
                Counts second = set.second().get(s);
                return new int[] {first.truePositives(), first.predicted(), second.truePositives(), second.predicted(), first.gold()};
            }));
        }

        /** @return the difference in micro F1 on one resample */
        double draw(SplitMix64 random) {
            int[] sum = rows.drawn(random);
            return Counts.f1(sum[0], sum[1], sum[4]) - Counts.f1(sum[2], sum[3], sum[4]);
        }
    }
}
