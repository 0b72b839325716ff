package dev.headstart.cli;

import dev.headstart.optim.AdamW;
import dev.headstart.run.Length;
import dev.headstart.run.Outer;
import java.util.Optional;
import picocli.CommandLine.Option;

/** AdamW, its schedule, and how long to train. */
final class OptimizerOptions {
    @Option(names = "--warmup", paramLabel = "SHARE", defaultValue = "0", converter = Numbers.Share.class,
            description = "Share of the steps in which the rate rises, 0 to 1; then it falls linearly to 0 "
                    + "(default: ${DEFAULT-VALUE}).")
    private double warmup;
    @Option(names = "--weight-decay", paramLabel = "X", defaultValue = "0.01", converter = Numbers.NotNegative.class,
            description = "AdamW's weight decay (default: ${DEFAULT-VALUE}, PyTorch's).")
    private double weightDecay;
    @Option(names = "--steps", paramLabel = "N", converter = Numbers.AtLeastOne.class,
            description = "Number of updates; instead of --epochs.")
    private Optional<Integer> steps;
    @Option(names = "--epochs", paramLabel = "X", converter = Numbers.AboveZero.class,
            description = "Passes over the data (default: 3 for prime, 10 for finetune).")
    private Optional<Double> epochs;

    Outer outer(double rate) {
        AdamW.Constants torch = AdamW.Constants.defaults();
        return new Outer(rate, warmup, new AdamW.Constants(torch.beta1(), torch.beta2(), torch.epsilon(), weightDecay));
    }

    Length length(double defaultEpochs) {
        return steps.isEmpty() && epochs.isEmpty() ? Length.ofEpochs(defaultEpochs) : new Length(steps, epochs);
    }
}
