package dev.headstart.finetune;

import dev.headstart.eval.Scores;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.optim.Resumable;
import dev.headstart.optim.Snapshot;
import dev.headstart.optim.State;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Model selection on dev: remembers the parameters of the best evaluation, and when to stop. */
final class Selection implements Resumable, AutoCloseable {
    private final Snapshot snapshot;
    private final Optional<Integer> patience;
    private Optional<FineTuning.Best> best = Optional.empty();
    private int worseInARow;

    Selection(Theta theta, Set<Part> moving, Optional<Integer> patience) {
        this.snapshot = new Snapshot(theta, moving);
        this.patience = patience;
    }

    /** Weighs the current parameters; an equal score does not displace an earlier one. */
    FineTuning.Evaluation offer(int step, double loss, Scores dev) {
        boolean better = best.isEmpty() || dev.main() > best.get().dev();
        worseInARow = better ? 0 : worseInARow + 1;
        if (better) {
            best = Optional.of(new FineTuning.Best(step, dev.main()));
            snapshot.take_();
        }
        return new FineTuning.Evaluation(step, loss, dev, better);
    }

    boolean exhausted() {
        return patience.isPresent() && worseInARow >= patience.get();
    }

    /** Puts the best parameters back. @return when and how good they were, if there was an evaluation */
    Optional<FineTuning.Best> restore_() {
        best.ifPresent(evaluation -> snapshot.restore_());
        return best;
    }

    @Override
    public State state() {
        if (best.isEmpty()) {
            return State.NONE;
        }
        return snapshot.state().and(State.of(Map.of("best_step", (double) best.get().step(), "best_dev", best.get().dev(),
                "worse_in_a_row", (double) worseInARow)));
    }

    @Override
    public void restore_(State state) {
        if (!state.numbers().isEmpty()) {
            snapshot.restore_(state);
            best = Optional.of(new FineTuning.Best((int) state.number("best_step"), state.number("best_dev")));
            worseInARow = (int) state.number("worse_in_a_row");
        }
    }

    @Override
    public void close() {
        snapshot.close();
    }
}
