package dev.headstart.cli;

import dev.headstart.torch.Bf16Instructions;
import dev.headstart.torch.Engine;
import dev.headstart.torch.Precision;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where and how the engine computes. */
final class EngineOptions {
    /** What {@code --precision} takes. */
    enum Choice { FP32, BF16, AUTO }

    @Option(names = "--threads", paramLabel = "N", defaultValue = "0",
            description = "Threads inside one operation; 0 means one a core (default: ${DEFAULT-VALUE}).")
    private int threads;
    @Option(names = "--device", paramLabel = "DEVICE", defaultValue = "cpu",
            description = "Where tensors live: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Engine.Device device;
    @Option(names = "--precision", paramLabel = "FORMAT", defaultValue = "fp32",
            description = "Number format of matrix products: fp32, bf16 (weights and all sums stay fp32), or auto: bf16 where the "
                    + "processor has it in hardware (default: ${DEFAULT-VALUE}).")
    private String precision;
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Loads the engine, which takes about a second. */
    Engine start() {
        return Engine.start(device, threads, precision());
    }

    private Precision precision() {
        return switch (Names.of(Choice.class, "--precision", precision)) {
            case FP32 -> Precision.FP32;
            case BF16 -> Precision.BF16;
            case AUTO -> automatic();
        };
    }

    private Precision automatic() {
        Optional<String> instructions = device == Engine.Device.CPU ? Bf16Instructions.ofThisMachine() : Optional.empty();
        command.commandLine().getErr().println(instructions.map(name -> "--precision auto: bf16, which this processor has in hardware ("
                + name + ").").orElse("--precision auto: fp32, since no bf16 in hardware is known here."));
        return instructions.isPresent() ? Precision.BF16 : Precision.FP32;
    }
}
