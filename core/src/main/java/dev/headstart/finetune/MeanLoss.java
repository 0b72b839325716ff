package dev.headstart.finetune;

import dev.headstart.optim.Resumable;
import dev.headstart.optim.State;
import java.util.Map;

/** Mean of the losses since it was last asked for. */
final class MeanLoss implements Resumable {
    private double sum;
    private int count;

    void add(double loss) {
        sum += loss;
        count++;
    }

    /** @return the mean; the next one starts here */
    double take() {
        double mean = sum / count;
        sum = 0;
        count = 0;
        return mean;
    }

    @Override
    public State state() {
        return State.of(Map.of("sum", sum, "count", (double) count));
    }

    @Override
    public void restore_(State state) {
        sum = state.number("sum");
        count = (int) state.number("count");
    }
}
