package dev.headstart.eval;

import java.util.Arrays;

/**
 * The middle 95 % of a bootstrap distribution.
 *
 * @param low  2.5 % percentile
 * @param high 97.5 % percentile
 */
public record Interval(double low, double high) {
    private static final double LOW = 0.025;
    private static final double HIGH = 0.975;

    /** @param resampled at least one value, in any order */
    public static Interval of(double[] resampled) {
        double[] sorted = resampled.clone();
        Arrays.sort(sorted);
        return new Interval(percentile(sorted, LOW), percentile(sorted, HIGH));
    }

    /** Linear between neighbours, as numpy's default. */
    private static double percentile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
