package dev.headstart.run;

import dev.headstart.optim.Resumable;
import dev.headstart.optim.State;
import java.util.Locale;
import java.util.Map;

/** A training loss, smoothed for people and averaged over the last tenth of the steps for the record. */
final class RunningLoss implements Resumable {
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
            throw new DivergenceException(loss, step);
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
    public State state() {
        return State.of(Map.of("smooth", smooth, "tail_sum", tailSum, "tail_count", (double) tailCount));
    }

    @Override
    public void restore_(State state) {
        smooth = state.number("smooth");
        tailSum = state.number("tail_sum");
        tailCount = (int) state.number("tail_count");
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "loss %.4f", smooth);
    }
}
