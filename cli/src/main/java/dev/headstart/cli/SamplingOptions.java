package dev.headstart.cli;

import dev.headstart.priming.Draw;
import dev.headstart.priming.Sampling;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How tasks are drawn. */
final class SamplingOptions {
    @Option(names = "--draw", paramLabel = "HOW", defaultValue = "turns", converter = ByName.class,
            description = "Which source the next task comes from: turns, uniform, by-size, or temperature=T (probabilities in "
                    + "proportion to size^(1/T)) (default: ${DEFAULT-VALUE}).")
    private Draw draw;
    @Option(names = "--shots", paramLabel = "K", converter = Numbers.AtLeastOne.class,
            description = "Draw support sets greedily, the rarest label first, until every entity type, tag or class of the source "
                    + "occurs K times, or the set has --support sentences (default: any --support sentences).")
    private Optional<Integer> shots;

    /** Draws by the names that options have for them. */
    static final class ByName implements ITypeConverter<Draw> {
        @Override
        public Draw convert(String text) {
            try {
                return Draw.named(text);
            } catch (IllegalArgumentException unknown) {
                throw new TypeConversionException(unknown.getMessage());
            }
        }
    }

    Sampling sampling() {
        return new Sampling(draw, shots);
    }
}
