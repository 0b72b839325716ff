package dev.headstart.torch;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
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
        PointerScope caller = innermost();
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

    /**
     * Applies {@code step} again and again. Only what the last application made joins the caller's scope; what the others
     * made is freed as soon as the next one is through.
     *
     * @param times   at least 0
     * @param tensors lists those tensors of a result that the step made
     */
    public static <T> T last(T start, int times, UnaryOperator<T> step, Function<T, Collection<Tensor>> tensors) {
        PointerScope caller = innermost();
        PointerScope held = new PointerScope();
        T value = start;
        try {
            for (int i = 0; i < times; i++) {
                try (PointerScope before = held) {
                    held = new PointerScope();   // for the next value; the present one lives in the scope before
                    value = step.apply(value);
                }
            }
            if (times > 0) {
                tensors.apply(value).forEach(caller::attach);
            }
            return value;
        } finally {
            held.close();
        }
    }

    private static PointerScope innermost() {
        PointerScope caller = PointerScope.getInnerScope();
        if (caller == null) {
            throw new IllegalStateException(
                    "No open PointerScope to receive the result; open one around the training step.");
        }
        return caller;
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
