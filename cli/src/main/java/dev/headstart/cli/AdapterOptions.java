package dev.headstart.cli;

import dev.headstart.model.Activation;
import dev.headstart.peft.TopAdapter;
import picocli.CommandLine.Option;

/** The form of a fresh adapter. */
final class AdapterOptions {
    @Option(names = "--bottleneck", paramLabel = "N", defaultValue = "64",
            description = "Width of the adapter's middle (default: ${DEFAULT-VALUE}, the paper's).")
    private int bottleneck;
    @Option(names = "--adapter-activation", paramLabel = "NAME", defaultValue = "relu",
            description = "The adapter's non-linearity: gelu, gelu_new, relu, swish, tanh (default: ${DEFAULT-VALUE}).")
    private String activation;
    @Option(names = "--no-adapter-residual",
            description = "Leave out the adapter's residual connection.")
    private boolean withoutResidual;
    @Option(names = "--adapter-init", paramLabel = "NAME", defaultValue = "zero-up",
            description = "How a fresh adapter is drawn: zero-up (changes nothing at first), small (N(0, 0.01)), "
                    + "bert (N(0, 0.02)) (default: ${DEFAULT-VALUE}).")
    private String initialisation;

    TopAdapter method() {
        return new TopAdapter(bottleneck, Activation.named(activation), !withoutResidual,
                Names.of(TopAdapter.Initialisation.class, "--adapter-init", initialisation));
    }
}
