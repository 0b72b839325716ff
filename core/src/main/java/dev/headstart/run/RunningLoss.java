package dev.headstart.run;

import java.util.Locale;

/** A training loss, smoothed for people and averaged over the last tenth of the steps for the record. */
final class RunningLoss {
    private static final double SMOOTHING = 0.02;

    private final int steps;
    private double smooth = Double.NaN;
    private double tailSum;
    private int tailCount;

    RunningLoss(int steps) {
        this.steps = steps;
    }

    /** @param step from 1 */
    void add(int step, double loss) {
        if (!Double.isFinite(loss)) {
            throw new IllegalArgumentException("The loss is " + loss + " at step " + step
                    + ": training has diverged. Lower the learning rates.");
        }
        smooth = Double.isNaN(smooth) ? loss : smooth + SMOOTHING * (loss - smooth);
        if (step > steps - Math.max(1, steps / 10)) {
            tailSum += loss;
            tailCount++;
        }
    }

    /** @return the smoothed loss instead when training stopped before its last tenth */
    double ofLastTenth() {
        return tailCount == 0 ? smooth : tailSum / tailCount;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "loss %.4f", smooth);
    }
}
