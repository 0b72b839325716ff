package dev.headstart.priming;

import dev.headstart.model.Hidden;
import dev.headstart.model.LinearHead;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.peft.Classifier;
import dev.headstart.peft.PeftMethod;
import dev.headstart.torch.Scope;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/**
 * Algorithm 1, lines 4 to 8: S steps of gradient descent on a support set.
 *
 * @param steps        S, at least 0
 * @param kind         which parts move
 * @param rates        α
 * @param optimizer    how a step follows the gradient; the paper's is plain gradient descent
 * @param freshBatches whether each step has sentences of its own; else all steps see the whole support set
 */
public record InnerLoop(int steps, Kind kind, InnerRates rates, InnerOptimizer optimizer, boolean freshBatches) {
    /** Which parts the inner steps move. */
    public enum Kind {
        /** The paper's: what fine-tuning with the method will move, for most methods θa and θh. */
        PEFT {
            @Override
            public Set<Part> parts(PeftMethod method) {
                return EnumSet.copyOf(method.moving());
            }
        },
        /** The red line of Algorithm 1: θp as well. */
        MAML {
            @Override
            public Set<Part> parts(PeftMethod method) {
                return EnumSet.allOf(Part.class);
            }
        };

        /** @return φ, the parts that move */
        public abstract Set<Part> parts(PeftMethod method);

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A step that was taken.
     *
     * @param before   where it started
     * @param gradient that it followed
     */
    record Step(InnerOptimizer.State before, Theta gradient) {}

    /**
     * Where the inner loop of one task ended.
     *
     * @param start  θ
     * @param theta  θi, without a graph
     * @param losses support loss before each of the S steps, nats per labelled token
     * @param path   the steps, if they were to be remembered; else none
     */
    public record Adapted(Theta start, Theta theta, List<Double> losses, List<Step> path) {}

    public InnerLoop {
        if (steps < 0) {
            throw new IllegalArgumentException("There are " + steps + " inner steps; there must be at least 0.");
        }
    }

    /** Plain gradient descent on the whole support set, as in the paper. */
    public InnerLoop(int steps, Kind kind, InnerRates rates) {
        this(steps, kind, rates, new Sgd(), false);
    }

    /** Section 4.2: five steps of rate 0.03. */
    public static InnerLoop defaults() {
        return new InnerLoop(5, Kind.PEFT, InnerRates.all(0.03));
    }

    /** @return the parts that move inside when priming is for {@code method} */
    public Set<Part> moving(PeftMethod method) {
        return kind.parts(method);
    }

    /** @return e.g. {@code 5 inner steps of sgd} */
    public String describe() {
        return steps + (steps == 1 ? " inner step of " : " inner steps of ") + optimizer + (freshBatches ? ", a fresh batch each" : "");
    }

    /** @return in how many sets a task's support sentences are divided */
    public int sets() {
        return freshBatches ? Math.max(1, steps) : 1;
    }

    /** {@link #adapt(Classifier, Theta, List, Rates, boolean)} on a support set in one part, at the fixed rates. */
    public Adapted adapt(Classifier model, Theta theta, Hidden support, Tensor labels) {
        Support whole = new Support(List.of(new Classifier.Batch(support, labels)), LinearHead.labelled(labels));
        return adapt(model, theta, List.of(whole), rates, false);
    }

    /**
     * θi ← θ; then S times φ ← φ − α ∇φ 𝓛(f_θi, 𝒟tr). Reads {@code theta}, never writes it.
     *
     * @param supports of the steps, which take turns
     * @param alpha    the rates to use
     * @param remember whether the steps are wanted afterwards
     */
    Adapted adapt(Classifier model, Theta theta, List<Support> supports, Rates alpha, boolean remember) {
        Set<Part> moving = moving(model.method());
        List<Double> losses = new ArrayList<>();
        List<Step> path = new ArrayList<>();
        UnaryOperator<InnerOptimizer.State> step = now -> {
            Support support = supports.get(now.steps() % supports.size());
            Step taken = Scope.tidy(() -> new Step(now, gradient(model, now.theta(), support, moving, losses)),
                    one -> one.gradient.tensors());
            if (remember) {
                path.add(taken);
            }
            return Scope.tidy(() -> Scope.withoutGraph(() -> optimizer.step(now, taken.gradient, alpha)), next -> next.tensors(moving));
        };
        InnerOptimizer.State start = optimizer.start(theta, moving);
        InnerOptimizer.State end = remember ? repeat(start, step)
                : Scope.last(start, steps, step, last -> last.theta().only(moving).tensors());
        return new Adapted(theta, end.theta(), List.copyOf(losses), List.copyOf(path));
    }

    private InnerOptimizer.State repeat(InnerOptimizer.State start, UnaryOperator<InnerOptimizer.State> step) {
        return Stream.iterate(start, step).skip(steps).findFirst().orElseThrow();
    }

    private static Theta gradient(Classifier model, Theta now, Support support, Set<Part> moving, List<Double> losses) {
        Classifier.Slope slope = model.slope(model.working(now).leaves(moving), support.batches(), support.labelled(), moving);
        losses.add(slope.loss());
        return slope.gradient();
    }
}
