package dev.headstart.eval;

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
}
