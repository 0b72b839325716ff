package dev.headstart.optim;

import dev.headstart.model.Parameters;
import dev.headstart.torch.Scope;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;

/**
 * Something that steps of training change, and that can be put back to where it was. What the seed determines, such as
 * the order of batches, is no part of its state.
 */
public interface Resumable {
    /** @return all that steps have changed, as it is until the next one */
    State state();

    /** @param state what {@link #state} was, of the same names and shapes */
    void restore_(State state);

    /** @param live tensors that are updated in place */
    static Resumable of(Parameters live) {
        return new Resumable() {
            @Override
            public State state() {
                return State.of(live);
            }

            @Override
            public void restore_(State state) {
                try (PointerScope scope = new PointerScope()) {
                    live.requireShapesOf(state.tensors());
                    Scope.withoutGraph(() -> {
                        live.copy_(state.tensors());
                        return null;
                    });
                }
            }
        };
    }

    /** @param parts by names without {@code /} in them @return all of them as one */
    static Resumable of(Map<String, Resumable> parts) {
        Map<String, Resumable> own = new TreeMap<>(parts);
        return new Resumable() {
            @Override
            public State state() {
                return own.entrySet().stream().map(part -> part.getValue().state().under(part.getKey())).reduce(State.NONE, State::and);
            }

            @Override
            public void restore_(State state) {
                own.forEach((name, part) -> part.restore_(state.part(name)));
            }
        };
    }
}
