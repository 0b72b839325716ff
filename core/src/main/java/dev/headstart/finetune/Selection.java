package dev.headstart.finetune;

import dev.headstart.eval.Scores;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.optim.Snapshot;
import java.util.Optional;
import java.util.Set;

/** Model selection on dev: remembers the parameters of the best evaluation, and when to stop. */
final class Selection implements AutoCloseable {
    private final Snapshot snapshot;
    private final Optional<Integer> patience;
    private Optional<FineTuning.Evaluation> best = Optional.empty();
    private int worseInARow;

    Selection(Theta theta, Set<Part> moving, Optional<Integer> patience) {
        this.snapshot = new Snapshot(theta, moving);
        this.patience = patience;
    }

    /** Weighs the current parameters; an equal score does not displace an earlier one. */
    FineTuning.Evaluation offer(int step, double loss, Scores dev) {
        boolean better = best.isEmpty() || dev.main() > best.get().dev().main();
        FineTuning.Evaluation evaluation = new FineTuning.Evaluation(step, loss, dev, better);
        worseInARow = better ? 0 : worseInARow + 1;
        if (better) {
            best = Optional.of(evaluation);
            snapshot.take_();
        }
        return evaluation;
    }

    boolean exhausted() {
        return patience.isPresent() && worseInARow >= patience.get();
    }

    /** Puts the best parameters back. @return their evaluation, if there was any */
    Optional<FineTuning.Evaluation> restore_() {
        best.ifPresent(evaluation -> snapshot.restore_());
        return best;
    }

    @Override
    public void close() {
        snapshot.close();
    }
}
