package dev.headstart.torch;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.Tensor;

/** The ways in which a tensor outlives the scope that made it. */
public final class Scope {
    private Scope() {}

    /**
     * Frees every tensor that {@code body} made except those of its result, which join the caller's scope.
     *
     * @param tensors lists the tensors of the result
     * @throws IllegalStateException if no scope is open to receive the result
     */
    public static <T> T tidy(Supplier<T> body, Function<T, Collection<Tensor>> tensors) {
        PointerScope caller = PointerScope.getInnerScope();
        if (caller == null) {
            throw new IllegalStateException(
                    "No open PointerScope to receive the result; open one around the training step.");
        }
        try (PointerScope inner = new PointerScope()) {
            T result = body.get();
            tensors.apply(result).forEach(caller::attach);
            return result;
        }
    }

    /** {@link #tidy(Supplier, Function)} for one tensor. */
    public static Tensor tidy(Supplier<Tensor> body) {
        return tidy(body, List::of);
    }

    /** Runs {@code body} without recording a graph. */
    public static <T> T withoutGraph(Supplier<T> body) {
        AutoGradMode off = new AutoGradMode(false);
        try {
            return body.get();
        } finally {
            off.close();   // a guard, not a tensor: closing it restores the mode that was on before
        }
    }
}
