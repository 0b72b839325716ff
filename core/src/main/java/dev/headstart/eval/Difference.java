package dev.headstart.eval;

import java.util.Arrays;

/**
 * Difference of two systems' F1, first minus second, with its bootstrap distribution. F1 is in [0, 1].
 *
 * @param observed  on the test sets as they are
 * @param mean      average over the resamples
 * @param low       2.5 % percentile of the resamples
 * @param high      97.5 % percentile of the resamples
 * @param pValue    two-sided, in (0, 1]; how it is counted stands at {@link PairedBootstrap}
 * @param resamples how many were drawn
 */
public record Difference(double observed, double mean, double low, double high, double pValue, int resamples) {
    /** @param resampled the difference on every resample, at least one */
    public static Difference of(double observed, double[] resampled) {
        double mean = Arrays.stream(resampled).sum() / resampled.length;
        long notWon = Arrays.stream(resampled).filter(d -> d <= 0).count();
        long notLost = Arrays.stream(resampled).filter(d -> d >= 0).count();
        double pValue = Math.min(1, 2.0 * (1 + Math.min(notWon, notLost)) / (1 + resampled.length));
        Interval middle = Interval.of(resampled);
        return new Difference(observed, mean, middle.low(), middle.high(), pValue, resampled.length);
    }
}
