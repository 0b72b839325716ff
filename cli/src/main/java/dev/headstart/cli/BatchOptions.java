package dev.headstart.cli;

import dev.headstart.bench.TuningLength;
import picocli.CommandLine.Option;

/** How much fine-tuning and prediction there is to measure. */
final class BatchOptions {
    @Option(names = "--epochs", paramLabel = "N", defaultValue = "10", converter = Numbers.AtLeastOne.class,
            description = "Fine-tuning: passes over the training data (default: ${DEFAULT-VALUE}).")
    private int epochs;
    @Option(names = "--batch-size", paramLabel = "N", defaultValue = "32", converter = Numbers.AtLeastOne.class,
            description = "Sentences of a fine-tuning step, and those that the literal prediction pads together "
                    + "(default: ${DEFAULT-VALUE}).")
    private int batchSize;
    @Option(names = "--full",
            description = "Fine-tuning: run all steps of the literal variant, instead of inferring its time from --steps of them.")
    private boolean full;
    @Option(names = "--sentences", paramLabel = "N", defaultValue = "512", converter = Numbers.AtLeastOne.class,
            description = "Prediction: sentences of a step (default: ${DEFAULT-VALUE}).")
    private int sentences;

    TuningLength length() {
        return new TuningLength(epochs, batchSize);
    }

    boolean full() {
        return full;
    }

    int sentences() {
        return sentences;
    }
}
