package dev.headstart.cli;

import dev.headstart.checkpoint.MethodForm;
import dev.headstart.model.Activation;
import dev.headstart.peft.Initialisation;
import dev.headstart.peft.PeftMethod;
import dev.headstart.peft.TopAdapter;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which PEFT method, and its form. */
final class AdapterOptions {
    @Option(names = "--method", paramLabel = "METHOD", completionCandidates = Names.class, converter = ByName.class,
            description = "What fine-tuning trains: ${COMPLETION-CANDIDATES}; with settings after a colon, e.g. "
                    + "lora:rank=16,targets=query+value,layers=top-4 (default: the method of a primed encoder, else top-adapter).")
    private Optional<PeftMethod> method;
    @Option(names = "--bottleneck", paramLabel = "N", converter = Numbers.AtLeastOne.class,
            description = "Width of the top adapter's middle (default: 64, the paper's).")
    private Optional<Integer> bottleneck;
    @Option(names = "--adapter-activation", paramLabel = "NAME", converter = ByLabel.class,
            description = "The top adapter's non-linearity: gelu, gelu_new, relu, swish, tanh (default: relu).")
    private Optional<Activation> activation;
    @Option(names = "--no-adapter-residual", description = "Leave out the top adapter's residual connection.")
    private boolean withoutResidual;
    @Option(names = "--adapter-init", paramLabel = "NAME",
            description = "How a fresh top adapter is drawn: zero-up (changes nothing at first), small (N(0, 0.01)), "
                    + "bert (N(0, 0.02)) (default: zero-up).")
    private Optional<String> initialisation;

    /** The names of all methods. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.copyOf(MethodForm.names()).iterator();
        }
    }

    /** Methods as {@link MethodForm} writes them. */
    static final class ByName implements ITypeConverter<PeftMethod> {
        @Override
        public PeftMethod convert(String text) {
            try {
                return MethodForm.parse(text);
            } catch (IllegalArgumentException unknown) {
                throw new TypeConversionException(unknown.getMessage());
            }
        }
    }

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

    /** @return the method that was asked for, if any was */
    Optional<PeftMethod> method() {
        boolean topAdapter = bottleneck.isPresent() || activation.isPresent() || withoutResidual || initialisation.isPresent();
        if (topAdapter && method.isPresent()) {
            throw new IllegalArgumentException("--bottleneck, --adapter-activation, --no-adapter-residual and --adapter-init are for "
                    + "the top adapter; with --method write its settings behind its name, e.g. --method top-adapter:bottleneck=32.");
        }
        return topAdapter ? Optional.of(topAdapter()) : method;
    }

    private TopAdapter topAdapter() {
        TopAdapter usual = TopAdapter.defaults();
        return new TopAdapter(bottleneck.orElse(usual.bottleneck()), activation.orElse(usual.activation()), !withoutResidual,
                initialisation.map(name -> dev.headstart.cli.Names.of(Initialisation.class, "--adapter-init", name))
                        .orElse(usual.initialisation()));
    }
}
