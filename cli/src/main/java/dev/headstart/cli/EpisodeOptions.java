package dev.headstart.cli;

import dev.headstart.bench.MetaShape;
import dev.headstart.priming.Episode;
import dev.headstart.priming.InnerLoop;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Form of the outer steps that are measured. */
final class EpisodeOptions {
    @Option(names = "--tasks", paramLabel = "N", defaultValue = "2", converter = Numbers.AtLeastOne.class,
            description = "Tasks an outer step (default: ${DEFAULT-VALUE}).")
    private int tasks;
    @Option(names = "--support", paramLabel = "N", defaultValue = "16", converter = Numbers.AtLeastOne.class,
            description = "Sentences of a support set (default: ${DEFAULT-VALUE}).")
    private int support;
    @Option(names = "--query", paramLabel = "N", defaultValue = "16", converter = Numbers.AtLeastOne.class,
            description = "Sentences of a query set (default: ${DEFAULT-VALUE}).")
    private int query;
    @Option(names = "--inner-steps", paramLabel = "S", defaultValue = "5", converter = Numbers.AtLeastZero.class,
            description = "Inner steps, S (default: ${DEFAULT-VALUE}).")
    private int innerSteps;

    MetaShape shape(InnerLoop.Kind kind) {
        return new MetaShape(new Episode.Shape(tasks, support, query),
                new InnerLoop(innerSteps, kind, InnerLoop.defaults().rates()), Optional.empty());
    }
}
