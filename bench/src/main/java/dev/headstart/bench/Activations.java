package dev.headstart.bench;

import dev.headstart.peft.PeftMethod;
import dev.headstart.peft.TopAdapter;
import java.util.Optional;

/** The size of what a forward pass of θa and θh makes, by which what an inner step keeps is judged. */
final class Activations {
    private static final int FP32 = 4;

    private Activations() {}

    /**
     * Each map's result counts once: down, σ, up, the sum with x, the scores of the labels.
     *
     * @param hidden H
     * @param labels number of labels
     * @return bytes for each readout row, in fp32; empty for methods that work inside the encoder, whose activations are its own
     */
    static Optional<Long> bytesPerRow(PeftMethod method, int hidden, int labels) {
        return Optional.of(method).filter(TopAdapter.class::isInstance).map(TopAdapter.class::cast)
                .map(top -> (long) FP32 * (2L * top.bottleneck() + (top.residual() ? 2L : 1L) * hidden + labels));
    }
}
