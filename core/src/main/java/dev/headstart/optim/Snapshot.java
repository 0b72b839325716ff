package dev.headstart.optim;

import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.torch.Owner;
import dev.headstart.torch.Scope;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;

/** A copy of parameters that are updated in place, to go back to. */
public final class Snapshot implements Resumable, AutoCloseable {
    private final Theta live;
    private final Theta kept;
    private final Owner owner;

    /** Copies the {@code moving} parts of {@code theta} as they are now. */
    public Snapshot(Theta theta, Set<Part> moving) {
        this.live = theta.only(moving);
        try (PointerScope scope = new PointerScope()) {
            this.kept = live.copy();
            this.owner = new Owner(kept.tensors());
        }
    }

    /** Copies the parameters as they are now. */
    public void take_() {
        copy(live, kept);
    }

    /** Sets the parameters back to what they were at the last copy. */
    public void restore_() {
        copy(kept, live);
    }

    @Override
    public State state() {
        return State.of(kept.named());
    }

    /** Puts the copy back; {@link #restore_()} then sets the parameters to it. */
    @Override
    public void restore_(State state) {
        Resumable.of(kept.named()).restore_(state);
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
