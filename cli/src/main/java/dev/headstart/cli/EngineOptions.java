package dev.headstart.cli;

import dev.headstart.torch.Engine;
import dev.headstart.torch.Precision;
import picocli.CommandLine.Option;

/** Where and how the engine computes. */
final class EngineOptions {
    @Option(names = "--threads", paramLabel = "N", defaultValue = "0",
            description = "Threads inside one operation; 0 means one a core (default: ${DEFAULT-VALUE}).")
    private int threads;
    @Option(names = "--device", paramLabel = "DEVICE", defaultValue = "cpu",
            description = "Where tensors live: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Engine.Device device;
    @Option(names = "--precision", paramLabel = "FORMAT", defaultValue = "fp32",
            description = "Number format of matrix products: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Precision precision;

    /** Loads the engine, which takes about a second. */
    Engine start() {
        return Engine.start(device, threads, precision);
    }
}
