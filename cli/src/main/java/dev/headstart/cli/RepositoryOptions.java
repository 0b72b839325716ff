package dev.headstart.cli;

import dev.headstart.hub.Repository.Kind;
import picocli.CommandLine.Option;

/** Whether a name is a model's or a data set's; they may be the same. */
final class RepositoryOptions {
    /** Kinds by the names that the hub has for them. */
    enum Type { MODEL, DATASET }

    @Option(names = "--type", paramLabel = "model|dataset", defaultValue = "model",
            description = "What the name is of (default: ${DEFAULT-VALUE}).")
    private Type type;

    Kind kind() {
        return type == Type.MODEL ? Kind.MODEL : Kind.DATASET;
    }
}
