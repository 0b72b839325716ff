package dev.headstart.priming;

import dev.headstart.model.Hidden;
import dev.headstart.model.LinearHead;
import dev.headstart.model.Parameters;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.peft.Classifier;
import dev.headstart.peft.Tuning;
import dev.headstart.torch.Scope;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/**
 * Algorithm 1, lines 4 to 8: S steps of plain gradient descent on a support set.
 *
 * @param steps S, at least 0
 * @param kind  which parts move
 * @param rates α
 */
public record InnerLoop(int steps, Kind kind, InnerRates rates) {
    /** Which parts the inner steps move. */
    public enum Kind {
        /** The paper's: what fine-tuning will move, θa and θh. */
        PEFT(Tuning.ADAPTER.parts()),
        /** The red line of Algorithm 1: θp as well. */
        MAML(EnumSet.allOf(Part.class));

        private final Set<Part> parts;

        Kind(Set<Part> parts) {
            this.parts = parts;
        }

        /** @return φ, the parts that move */
        public Set<Part> parts() {
            return EnumSet.copyOf(parts);
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Where the inner loop of one task ended.
     *
     * @param theta  θi, without a graph
     * @param losses support loss before each of the S steps, nats per labelled token
     */
    public record Adapted(Theta theta, List<Double> losses) {}

    public InnerLoop {
        if (steps < 0) {
            throw new IllegalArgumentException("There are " + steps + " inner steps; there must be at least 0.");
        }
    }

    /** Section 4.2: five steps of rate 0.03. */
    public static InnerLoop defaults() {
        return new InnerLoop(5, Kind.PEFT, InnerRates.all(0.03));
    }

    /**
     * Some or all of a task's sentences, computed up to the entry.
     *
     * @param labels [R] int64
     */
    public record Batch(Hidden below, Tensor labels) {}

    /** {@link #adapt(Classifier, Theta, List, int)} on a support set in one part. */
    public Adapted adapt(Classifier model, Theta theta, Hidden support, Tensor labels) {
        return adapt(model, theta, List.of(new Batch(support, labels)), LinearHead.labelled(labels));
    }

    /**
     * θi ← θ; then S times φ ← φ − α ∇φ 𝓛(f_θi, 𝒟tr). Reads {@code theta}, never writes it.
     *
     * @param support  𝒟tr, in parts that are computed one by one
     * @param labelled number of labelled tokens in all parts
     */
    public Adapted adapt(Classifier model, Theta theta, List<Batch> support, int labelled) {
        Theta point = theta;
        List<Double> losses = new ArrayList<>();
        for (int s = 0; s < steps; s++) {
            Theta now = point;
            point = Scope.tidy(() -> step(model, now, support, labelled, losses), this::moved);
        }
        return new Adapted(point, List.copyOf(losses));
    }

    private Theta step(Classifier model, Theta now, List<Batch> support, int labelled, List<Double> losses) {
        Theta phi = model.working(now).leaves(kind.parts());
        Theta gradient = null;
        double loss = 0;
        for (Batch batch : support) {
            Tensor share = model.loss(phi, batch.below(), batch.labels(), labelled);
            loss += share.item_double();
            Theta ofBatch = phi.gradientsOf(share, kind.parts());
            gradient = gradient == null ? ofBatch : gradient.plus(ofBatch);
        }
        losses.add(loss);
        Theta whole = gradient;
        return Scope.withoutGraph(() -> now.map((part, parameters) -> descend(part, parameters, whole.of(part))));
    }

    private Parameters descend(Part part, Parameters parameters, Parameters gradient) {
        return gradient.isEmpty() ? parameters : parameters.minus(rates.of(part), gradient);
    }

    private List<Tensor> moved(Theta point) {
        return kind.parts().stream().flatMap(part -> point.of(part).tensors().stream()).toList();
    }
}
