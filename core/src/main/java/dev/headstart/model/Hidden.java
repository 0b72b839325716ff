package dev.headstart.model;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * What the encoder has computed below its entry.
 *
 * @param input  the sequences
 * @param entry  number of layers that have run, 0 to L; at 0 not even the embedding has
 * @param states after {@code entry} layers: [T, H], or the readout rows only, [R, H], when all L have run; empty at 0
 */
public record Hidden(Packed input, int entry, Optional<Tensor> states) {
    /** @return the same without a graph */
    public Hidden detached() {
        return new Hidden(input, entry, states.map(Tensor::detach));
    }

    /** @return the same without a graph, as a tensor that gradients are taken of */
    public Hidden leaf() {
        return new Hidden(input, entry, states.map(tensor -> tensor.detach().requires_grad_(true)));
    }
}
