package dev.headstart.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headstart.io.Utf8Lines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory of a process that repeats something: early on, and at the end.
 *
 * <p>The process has a heap of fixed size, touched at its start, so that what grows is native. The collector frees no
 * native memory there: what no scope and no owner frees counts as a leak, even if the collector would get to it.
 */
public final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final List<String> OPTIONS = List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch",
            "-XX:+UseSerialGC", "-Dorg.bytedeco.javacpp.nopointergc=true");
    private static final Pattern FIGURES = Pattern.compile("([0-9.]+) MB after [0-9]+, ([0-9.]+) MB after [0-9]+");

    private ResidentMemory() {}

    /** Runs {@code main}, which calls {@link #step}, and asserts that memory grows by less than {@code margin} MB. */
    public static void assertFlat(Class<?> main, double margin) {
        assumeTrue(Files.isReadable(STATUS), "resident memory is read from " + STATUS + ", which only Linux has");
        JavaProcess.Result result = JavaProcess.run(OPTIONS, main);
        assertThat(result.exitCode()).as("%s", result.output()).isZero();
        System.out.print(result.output());
        Matcher figures = FIGURES.matcher(result.output());
        assertThat(figures.find()).as("%s", result.output()).isTrue();
        double growth = Double.parseDouble(figures.group(2)) - Double.parseDouble(figures.group(1));
        assertThat(growth).as("%s", result.output()).isLessThan(margin);
    }

    /** Told after each step; prints this process's memory at steps {@code early} and {@code late} in one line. */
    public static void step(String what, int step, int early, int late) {
        if (step == early) {
            System.out.printf(Locale.ROOT, "%s: resident %.1f MB after %d", what, megabytes(), early);
        } else if (step == late) {
            System.out.printf(Locale.ROOT, ", %.1f MB after %d steps%n", megabytes(), late);
        }
    }

    /** @return resident memory, MB of 10^6 bytes */
    private static double megabytes() {
        String line = Utf8Lines.read(STATUS).stream().filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6;
    }
}
