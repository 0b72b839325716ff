package dev.headstart.cli;

import dev.headstart.model.Activation;
import dev.headstart.peft.TopAdapter;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The form of a fresh adapter. */
final class AdapterOptions {
    @Option(names = "--bottleneck", paramLabel = "N", defaultValue = "64", converter = Numbers.AtLeastOne.class,
            description = "Width of the adapter's middle (default: ${DEFAULT-VALUE}, the paper's).")
    private int bottleneck;
    @Option(names = "--adapter-activation", paramLabel = "NAME", defaultValue = "relu", converter = ByLabel.class,
            description = "The adapter's non-linearity: gelu, gelu_new, relu, swish, tanh (default: ${DEFAULT-VALUE}).")
    private Activation activation;
    @Option(names = "--no-adapter-residual",
            description = "Leave out the adapter's residual connection.")
    private boolean withoutResidual;
    @Option(names = "--adapter-init", paramLabel = "NAME", defaultValue = "zero-up",
            description = "How a fresh adapter is drawn: zero-up (changes nothing at first), small (N(0, 0.01)), "
                    + "bert (N(0, 0.02)) (default: ${DEFAULT-VALUE}).")
    private String initialisation;

    /** Activations by the names they have in configurations. */
    static final class ByLabel implements ITypeConverter<Activation> {
        @Override
        public Activation convert(String text) {
            try {
                return Activation.named(text);
            } catch (IllegalArgumentException unknown) {
                throw new TypeConversionException(unknown.getMessage());
            }
        }
    }

    TopAdapter method() {
        return new TopAdapter(bottleneck, activation, !withoutResidual,
                Names.of(TopAdapter.Initialisation.class, "--adapter-init", initialisation));
    }
}
