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
 * <p>All systems get the same sentences, and the same seeds where they have as many: differences are paired. The interval
 * and the p-value of a difference are those of {@link PairedBootstrap}. One seed alone says nothing of seeds: then only
 * sentences vary. The same {@code seed} gives the same result on every machine, whatever the number of threads.
 *
 * @param resamples number of resamples, at least 100
 * @param seed      any value
 */
public record CrossedBootstrap(int resamples, long seed) {
    private static final int SEEDS = -1;

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
        Rows rows = Rows.of(systems);
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
     * Draws seeds: the mean over those of each resample.
     *
     * @param bySeed [seed][resample], as {@link #f1} gives it; the same number of seeds gets the same draws in every call
     * @return by resample
     */
    public double[] overSeeds(List<double[]> bySeed) {
        double[] means = new double[resamples];
        for (int b = 0; b < resamples; b++) {
            SplitMix64 random = SplitMix64.of(seed, SEEDS, b);
            for (int draw = 0; draw < bySeed.size(); draw++) {
                means[b] += bySeed.get(random.below(bySeed.size()))[b] / bySeed.size();
            }
        }
        return means;
    }

    /** A test set with all systems' counts of a sentence side by side, so that a draw is one walk through memory. */
    private record Rows(int[] counts, int sentences, int width) {
        static Rows of(List<SentenceCounts> systems) {
            int sentences = systems.get(0).size();
            int width = 1 + 2 * systems.size();     // gold, then true positives and predicted of every system
            int[] counts = new int[sentences * width];
            for (int system = 0; system < systems.size(); system++) {
                if (!systems.get(system).isOfSameSet(systems.get(0))) {
                    throw new IllegalArgumentException("System " + (system + 1) + " was not tested on the same sentences as the first; "
                            + "compare systems on the same test set.");
                }
                for (int s = 0; s < sentences; s++) {
                    Counts of = systems.get(system).get(s);
                    counts[s * width] = of.gold();
                    counts[s * width + 2 * system + 1] = of.truePositives();
                    counts[s * width + 2 * system + 2] = of.predicted();
                }
            }
            return new Rows(counts, sentences, width);
        }

        int[] drawn(SplitMix64 random) {
            int[] sums = new int[width];
            for (int draw = 0; draw < sentences; draw++) {
                int row = random.below(sentences) * width;
                for (int f = 0; f < width; f++) {
                    sums[f] += counts[row + f];
                }
            }
            return sums;
        }
    }
}
