package dev.headstart.torch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Reverse-mode gradients. */
public final class Autograd {
    private Autograd() {}

    /**
     * Gradients of a scalar. The graph is freed.
     *
     * @param inputs tensors that require a gradient
     * @return one gradient per input; zeros for an input that the output does not depend on
     */
    public static List<Tensor> gradients(Tensor output, List<Tensor> inputs) {
        return orZeros(grad(List.of(output), new TensorVector(), inputs, false), inputs);
    }

    /** {@link #gradients(Tensor, List)} as functions of the inputs, which can be differentiated again. */
    public static List<Tensor> differentiableGradients(Tensor output, List<Tensor> inputs) {
        return orZeros(grad(List.of(output), new TensorVector(), inputs, true), inputs);
    }

    /**
     * Products of vectors with a Jacobian. The graph is freed.
     *
     * @param outputs those without a graph count as constants
     * @param vectors one per output, of its shape
     * @param inputs  tensors that require a gradient
     * @return Σ vectorᵀ ∂output/∂input for each input; empty for one that no output depends on
     */
    public static List<Optional<Tensor>> products(List<Tensor> outputs, List<Tensor> vectors, List<Tensor> inputs) {
        List<Integer> inGraph = IntStream.range(0, outputs.size()).filter(i -> outputs.get(i).requires_grad()).boxed().toList();
        if (inGraph.isEmpty()) {
            return Collections.nCopies(inputs.size(), Optional.empty());
        }
        return grad(inGraph.stream().map(outputs::get).toList(),
                vector(inGraph.stream().map(i -> vectors.get(i).to(outputs.get(i).scalar_type())).toList()), inputs, false);
    }

    private static List<Optional<Tensor>> grad(List<Tensor> outputs, TensorVector vectors, List<Tensor> inputs, boolean again) {
        if (inputs.isEmpty()) {
            return List.of();
        }
        TensorVector gradients = torch.grad(vector(outputs), vector(inputs), vectors, new BoolOptional(again), again, true);
        return list(gradients).stream().map(gradient -> Optional.of(gradient).filter(Tensor::defined)).toList();
    }

    /** @param gradients some of which may be absent @return them, zeros in the place of absent ones */
    public static List<Tensor> orZeros(List<Optional<Tensor>> gradients, List<Tensor> inputs) {
        List<Tensor> result = new ArrayList<>(inputs.size());
        for (int i = 0; i < inputs.size(); i++) {
            Tensor input = inputs.get(i);
            result.add(gradients.get(i).orElseGet(() -> torch.zeros_like(input)));
        }
        return result;
    }

    /** @return {@code tensors} as libtorch's own list */
    public static TensorVector vector(List<Tensor> tensors) {
        return new TensorVector(tensors.toArray(Tensor[]::new));
    }

    /** @return the elements of libtorch's own list, each with a reference of its own */
    public static List<Tensor> list(TensorVector vector) {
        List<Tensor> result = new ArrayList<>();
        for (long i = 0; i < vector.size(); i++) {
            result.add(new Tensor(vector.get(i)));
        }
        return result;
    }
}
