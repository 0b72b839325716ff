package dev.headstart.optim;

/**
 * A rate that rises linearly over the warm-up, then falls linearly towards 0; no step has rate 0.
 *
 * @param peak   highest rate, above 0
 * @param warmup share of the steps that rise, in [0, 1)
 * @param steps  number of updates, at least 1
 */
public record LinearSchedule(double peak, double warmup, int steps) {
    public LinearSchedule {
        if (!(peak > 0 && Double.isFinite(peak))) {
            throw new IllegalArgumentException("The learning rate is " + peak + "; it must be above 0.");
        }
        if (!(warmup >= 0 && warmup < 1)) {
            throw new IllegalArgumentException("The warm-up is " + warmup + "; it is a share of all steps, in [0, 1).");
        }
        if (steps < 1) {
            throw new IllegalArgumentException("The schedule has " + steps + " steps; it needs at least 1.");
        }
    }

    /** @param step from 0 @return the rate of that update; the first and the last one are above 0 */
    public double at(int step) {
        long rising = Math.round(warmup * steps);
        double share = step < rising ? (step + 1.0) / rising
                : Math.max(0.0, steps - step) / Math.max(1, steps - rising);
        return peak * share;
    }
}
