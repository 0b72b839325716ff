package dev.headstart.eval;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Bootstrap of scores that hang on two things which chance decides: the seeds that systems were trained with, and the sentences
 * of the test set. Every seed is tested on every sentence, the two are crossed, and so every resample b draws both with
 * replacement, independently (Owen 2007, "The pigeonhole bootstrap"): as many seeds S*_b as there are, and of each test set as
 * many sentences T*_b as it has. The score of a system on a resample is
 *
 * <pre>  1/|S| Σ over s in S*_b of F1(system trained with s, T*_b)  </pre>
 *
 * <p>Resamples of n seeds vary less than other n seeds would, by √((n−1)/n), and their 95 % interval takes their spread for known. For
 * three seeds that would be an interval that holds in 74 of 100 cases. So the deviation of the drawn seeds' mean from that of all is
 * widened by t/z · √(n/(n−1)), with the 97.5 % quantiles t of Student's distribution with n−1 degrees of freedom and z of the normal one.
 *
 * <p>All systems get the same sentences, and the same seeds where they have as many: differences are paired. Only the interval is
 * calibrated so: with few seeds a share of resamples is no p-value. One seed alone says nothing of seeds: then only sentences vary.
 * The same {@code seed} gives the same result on every machine, whatever the number of threads.
 *
 * @param resamples number of resamples, at least 100
 * @param seed      any value
 */
public record CrossedBootstrap(int resamples, long seed) {
    /** 97.5 % quantile of the normal distribution, and of Student's with 1 to 10 degrees of freedom. */
    private static final double Z = 1.95996;
    private static final double[] T = {12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281};

    public CrossedBootstrap {
        if (resamples < 100) {
            throw new IllegalArgumentException("resamples is " + resamples + "; percentiles need at least 100, e.g. 10000.");
        }
    }

    /**
     * Draws sentences: F1 of every system, trained with one seed, on every resample of one test set.
     *
     * @param testSet its number; sets of other numbers get other draws
     * @return [system][resample], in [0, 1]
     * @throws IllegalArgumentException if the systems were not tested on the same sentences
     */
    public double[][] f1(List<SentenceCounts> systems, int testSet) {
        SentenceRows rows = rows(systems);
        double[][] f1 = new double[systems.size()][resamples];
        IntStream.range(0, resamples).parallel().forEach(b -> {
            int[] sums = rows.drawn(SplitMix64.of(seed, testSet, b));
            for (int s = 0; s < f1.length; s++) {
                f1[s][b] = Counts.f1(sums[2 * s + 1], sums[2 * s + 2], sums[0]);
            }
        });
        return f1;
    }

    /**
     * Draws seeds: the mean over those of each resample, its deviation from the mean over all widened.
     *
     * @param bySeed [seed][resample], as {@link #f1} gives it; the same number of seeds gets the same draws in every call
     * @return by resample; may lie outside of [0, 1]
     */
    public double[] overSeeds(List<double[]> bySeed) {
        int seeds = bySeed.size();
        double widening = widening(seeds);
        double[] means = new double[resamples];
        for (int b = 0; b < resamples; b++) {
            SplitMix64 random = SplitMix64.of(seed, -seeds, b);
            double all = 0;
            double drawn = 0;
            for (double[] scores : bySeed) {
                all += scores[b] / seeds;
                drawn += bySeed.get(random.below(seeds))[b] / seeds;
            }
            means[b] = all + widening * (drawn - all);
        }
        return means;
    }

    private static double widening(int seeds) {
        if (seeds == 1) {
            return 1;
        }
        int freedom = seeds - 1;
        // beyond the table: Cornish and Fisher's expansion
        double t = freedom <= T.length ? T[freedom - 1] : Z + (Math.pow(Z, 3) + Z) / (4 * freedom);
        return t / Z * Math.sqrt((double) seeds / freedom);
    }

    /** @return gold, then true positives and predicted of every system */
    private static SentenceRows rows(List<SentenceCounts> systems) {
        for (int system = 1; system < systems.size(); system++) {
            if (!systems.get(system).isOfSameSet(systems.get(0))) {
                throw new IllegalArgumentException("System " + (system + 1) + " was not tested on the same sentences as the first; "
                        + "compare systems on the same test set.");
            }
        }
        int width = 1 + 2 * systems.size();
        return SentenceRows.of(systems.get(0).size(), width, s -> {
            int[] row = new int[width];
            row[0] = systems.get(0).get(s).gold();
            for (int system = 0; system < systems.size(); system++) {
                Counts of = systems.get(system).get(s);
                row[2 * system + 1] = of.truePositives();
                row[2 * system + 2] = of.predicted();
            }
            return row;
        });
    }
}
