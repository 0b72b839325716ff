package dev.headstart.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What of the processor matters to speed.
 *
 * @param processor its name
 * @param cores     that this process may use
 * @param features  instruction sets that the engine makes use of, as Linux names them; empty where they are not known
 */
record Machine(String processor, int cores, List<String> features) {
    private static final List<String> USEFUL = List.of("avx2", "fma", "avx512f", "avx512_vnni", "avx512_bf16",
            "amx_tile", "amx_bf16", "asimd", "bf16", "sve");

    /** @param cpuinfo Linux's /proc/cpuinfo; need not exist */
    static Machine read(Path cpuinfo) {
        int cores = Runtime.getRuntime().availableProcessors();
        try (Stream<String> lines = Files.lines(cpuinfo)) {
            List<String> first = lines.takeWhile(line -> !line.isBlank()).toList();   // of the first of equal cores
            Set<String> flags = Set.of(value(first, "flags", "Features").split(" "));
            return new Machine(value(first, "model name", "CPU part"), cores,
                    USEFUL.stream().filter(flags::contains).toList());
        } catch (IOException notLinux) {
            return new Machine(System.getProperty("os.arch"), cores, List.of());
        }
    }

    /** @param other the same key on ARM processors */
    private static String value(List<String> lines, String key, String other) {
        return lines.stream().filter(line -> line.startsWith(key) || line.startsWith(other))
                .map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst().orElse("unknown");
    }
}
