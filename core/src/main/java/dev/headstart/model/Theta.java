package dev.headstart.model;

import dev.headstart.torch.Autograd;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import org.bytedeco.pytorch.Tensor;

/**
 * θ = θp ∪ θa ∪ θh, a point in the space of all parameters; or a gradient there, whose parts that do not move are empty.
 *
 * @param pretrained θp
 * @param adapter    θa
 * @param head       θh
 */
public record Theta(Parameters pretrained, Parameters adapter, Parameters head) {
    /** Three empty parts. */
    public static final Theta NONE = new Theta(Parameters.NONE, Parameters.NONE, Parameters.NONE);

    /** @return the parameters of one part */
    public Parameters of(Part part) {
        return switch (part) {
            case PRETRAINED -> pretrained;
            case ADAPTER -> adapter;
            case HEAD -> head;
        };
    }

    /** @return each part put through {@code function} */
    public Theta map(BiFunction<Part, Parameters, Parameters> function) {
        return new Theta(function.apply(Part.PRETRAINED, pretrained), function.apply(Part.ADAPTER, adapter),
                function.apply(Part.HEAD, head));
    }

    /** @return the {@code wanted} parts; the others are empty */
    public Theta only(Set<Part> wanted) {
        return map((part, parameters) -> wanted.contains(part) ? parameters : Parameters.NONE);
    }

    /** @return this point with another head */
    public Theta withHead(Parameters other) {
        return new Theta(pretrained, adapter, other);
    }

    /** @return the same point without a graph, of which only {@code moving} parts take a gradient */
    public Theta leaves(Set<Part> moving) {
        return map((part, parameters) -> moving.contains(part) ? parameters.leaves()
                : parameters.map(tensor -> tensor.requires_grad() ? tensor.detach() : tensor));
    }

    /** @return the gradient of {@code output} with regard to the {@code moving} parts; the others are empty */
    public Theta gradientsOf(Tensor output, Set<Part> moving) {
        return only(moving).withTensors(moving, new ArrayList<>(Autograd.gradients(output, only(moving).tensors())));
    }

    /**
     * @param wanted parts to replace
     * @param rest   begins with a tensor for each of theirs, in their order, which are taken away from it
     * @return this point with these tensors under the same names
     */
    public Theta withTensors(Set<Part> wanted, List<Tensor> rest) {
        return map((part, parameters) -> {
            if (!wanted.contains(part)) {
                return parameters;
            }
            List<Tensor> own = rest.subList(0, parameters.byName().size());
            Parameters result = parameters.withTensors(List.copyOf(own));
            own.clear();
            return result;
        });
    }

    /** @return the sum with another gradient of the same parts */
    public Theta plus(Theta other) {
        return map((part, parameters) -> parameters.plus(other.of(part)));
    }

    /** @return every tensor: θp, then θa, then θh */
    public List<Tensor> tensors() {
        List<Tensor> all = new ArrayList<>(pretrained.tensors());
        all.addAll(adapter.tensors());
        all.addAll(head.tensors());
        return all;
    }

    /** @return every tensor under its part, e.g. {@code head/weight} */
    public Parameters named() {
        Parameters all = Parameters.NONE;
        for (Part part : Part.values()) {
            all = all.with(of(part).under(part.name().toLowerCase(Locale.ROOT)));
        }
        return all;
    }

    /** @return copies in memory of their own, without a graph */
    public Theta copy() {
        return map((part, parameters) -> parameters.copy());
    }
}
