package dev.headstart.cli;

import dev.headstart.bench.BenchReport;
import dev.headstart.bench.VariantReport;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Results of {@code bench} as people read them. */
final class BenchTables {
    private BenchTables() {}

    static String of(BenchReport report) {
        Table table = new Table("variant", "s/step", "quartiles", "tokens/s", "peak MB", "GFLOP/s", "of peak", "speed-up");
        report.variants().forEach(variant -> table.row(variant.name(), seconds(variant.secondsPerStep()),
                seconds(variant.spread().lower()) + "-" + seconds(variant.spread().upper()),
                number("%,.0f", Optional.of(variant.tokensPerSecond())), number("%,.0f", variant.peakRssMb()),
                number("%,.0f", variant.gflops()), ofPeak(report, variant), number("%.2f", variant.speedup())));
        String peak = report.peakGflops().entrySet().stream()
                .map(entry -> entry.getKey() + " " + number("%,.0f", Optional.of(entry.getValue())))
                .collect(Collectors.joining(", ", "matrix-product peak, GFLOP/s: ", " (best of " + report.peakShapes() + ")"));
        return table + "\n\n" + peak + report.largestRelativeLossDifference().map(difference -> String.format(Locale.ROOT,
                "%nlargest relative difference of query losses, literal and headstart-fp32: %.1e", difference)).orElse("");
    }

    private static String ofPeak(BenchReport report, VariantReport variant) {
        return number("%.0f %%", variant.gflops().map(rate -> 100 * rate / report.peakGflops().get(variant.precision().toString())));
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, seconds < 1 ? "%.4f" : "%.3f", seconds);
    }

    private static String number(String format, Optional<Double> value) {
        return value.map(some -> String.format(Locale.ROOT, format, some)).orElse("-");
    }
}
