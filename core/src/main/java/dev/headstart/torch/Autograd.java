package dev.headstart.torch;

import java.util.ArrayList;
import java.util.List;
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
        if (inputs.isEmpty()) {
            return List.of();
        }
        TensorVector gradients = torch.grad(new TensorVector(output), vector(inputs), new TensorVector(),
                new BoolOptional(false), false, true);
        List<Tensor> result = new ArrayList<>(inputs.size());
        for (int i = 0; i < inputs.size(); i++) {
            Tensor gradient = new Tensor(gradients.get(i));   // the vector only lends its elements
            result.add(gradient.defined() ? gradient : torch.zeros_like(inputs.get(i)));
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
