package dev.headstart.cli;

import dev.headstart.bench.Pace;
import dev.headstart.bench.Variant;
import java.util.List;
import picocli.CommandLine.Option;

/** How long to measure what. */
final class PaceOptions {
    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", converter = Numbers.AtLeastOne.class,
            description = "How often the variants take turns (default: ${DEFAULT-VALUE}).")
    private int rounds;
    @Option(names = "--steps", paramLabel = "N", defaultValue = "3", converter = Numbers.AtLeastOne.class,
            description = "Least number of timed steps of a variant in a round (default: ${DEFAULT-VALUE}).")
    private int steps;
    @Option(names = "--warmup", paramLabel = "N", defaultValue = "1", converter = Numbers.AtLeastZero.class,
            description = "Least number of steps before them that are not timed (default: ${DEFAULT-VALUE}).")
    private int warmup;
    @Option(names = "--seconds", paramLabel = "N", defaultValue = "8", converter = Numbers.AtLeastZero.class,
            description = "Least time for the ones and for the others; quick variants take more steps (default: "
                    + "${DEFAULT-VALUE}).")
    private int seconds;
    @Option(names = "--variants", split = ",", paramLabel = "NAME",
            description = "Only these variants, by the names that the table gives them, e.g. literal,headstart-bf16.")
    private List<String> variants = List.of();

    Pace pace() {
        return new Pace(warmup, steps, seconds);
    }

    int rounds() {
        return rounds;
    }

    /** @return the variants that were asked for, or those that {@code work} is measured with */
    List<Variant> among(BenchWork work) {
        return variants.isEmpty() ? work.variants() : Variant.named(variants, work.choice());
    }
}
