package dev.headstart.finetune;

import dev.headstart.eval.Scores;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.torch.Owner;
import dev.headstart.torch.Scope;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;

/** Model selection on dev: remembers the parameters of the best evaluation, and when to stop. */
final class Selection implements AutoCloseable {
    private final Theta current;
    private final Theta kept;
    private final Owner owner;
    private final Optional<Integer> patience;
    private Optional<FineTuning.Evaluation> best = Optional.empty();
    private int worseInARow;

    Selection(Theta theta, Set<Part> moving, Optional<Integer> patience) {
        this.current = theta.only(moving);
        this.patience = patience;
        try (PointerScope scope = new PointerScope()) {
            this.kept = current.copy();
            this.owner = new Owner(kept.tensors());
        }
    }

    /** Weighs the current parameters; equal F1 does not displace an earlier one. */
    FineTuning.Evaluation offer(int step, double loss, Scores dev) {
        boolean better = best.isEmpty() || dev.micro().f1() > best.get().dev().micro().f1();
        FineTuning.Evaluation evaluation = new FineTuning.Evaluation(step, loss, dev, better);
        worseInARow = better ? 0 : worseInARow + 1;
        if (better) {
            best = Optional.of(evaluation);
            copy(current, kept);
        }
        return evaluation;
    }

    boolean exhausted() {
        return patience.isPresent() && worseInARow >= patience.get();
    }

    /** Puts the best parameters back. @return their evaluation, if there was any */
    Optional<FineTuning.Evaluation> restore_() {
        best.ifPresent(evaluation -> copy(kept, current));
        return best;
    }

    private static void copy(Theta from, Theta to) {
        try (PointerScope scope = new PointerScope()) {
            Scope.withoutGraph(() -> {
                for (Part part : Part.values()) {
                    to.of(part).copy_(from.of(part));
                }
                return null;
            });
        }
    }

    @Override
    public void close() {
        owner.close();
    }
}
