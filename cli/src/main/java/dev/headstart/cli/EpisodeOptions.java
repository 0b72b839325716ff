package dev.headstart.cli;

import dev.headstart.bench.Learning;
import dev.headstart.bench.MetaShape;
import dev.headstart.priming.Episode;
import dev.headstart.priming.InnerLoop;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Form of an outer step. */
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
            description = "Steps of the inner loop (default: ${DEFAULT-VALUE}).")
    private int innerSteps;

    Episode.Shape tasks() {
        return new Episode.Shape(tasks, support, query);
    }

    int innerSteps() {
        return innerSteps;
    }

    /** @return with the paper's inner rate */
    MetaShape shape(InnerLoop.Kind kind) {
        return new MetaShape(tasks(), Learning.paper(new InnerLoop(innerSteps, kind, InnerLoop.defaults().rates())),
                Optional.empty());
    }
}
