package dev.headstart.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the processor multiplies bfloat16 by itself. Where it does not, bf16 is slower than fp32. */
public final class Bf16Instructions {
    private static final Path CPUINFO = Path.of("/proc/cpuinfo");
    /** By falling speed; {@code bf16} is Arm's name. */
    private static final List<String> NAMES = List.of("amx_bf16", "avx512_bf16", "bf16");

    private Bf16Instructions() {}

    /** @return the name of the processor's best, e.g. {@code amx_bf16}; empty where there are none or nobody tells */
    public static Optional<String> ofThisMachine() {
        try (Stream<String> lines = Files.lines(CPUINFO)) {
            return in(lines);
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }

    /** @param cpuinfo lines as Linux writes them */
    static Optional<String> in(Stream<String> cpuinfo) {
        Set<String> features = cpuinfo.filter(line -> line.startsWith("flags") || line.startsWith("Features"))
                .flatMap(line -> Arrays.stream(line.split("\\s+"))).collect(Collectors.toSet());
        return NAMES.stream().filter(features::contains).findFirst();
    }
}
