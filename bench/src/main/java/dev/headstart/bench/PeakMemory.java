package dev.headstart.bench;

import dev.headstart.io.Utf8Lines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The highest resident memory of this process so far. */
final class PeakMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String KEY = "VmHWM:";

    private PeakMemory() {}

    /** @return MB of 10⁶ bytes; empty where the system is not Linux */
    static Optional<Double> megabytes() {
        if (!Files.isReadable(STATUS)) {
            return Optional.empty();
        }
        return Utf8Lines.read(STATUS).stream().filter(line -> line.startsWith(KEY)).findFirst()
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6);
    }
}
