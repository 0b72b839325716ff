package dev.headstart.cli;

import dev.headstart.bench.BenchReport;
import dev.headstart.bench.Quartiles;
import dev.headstart.bench.ScalingReport;
import dev.headstart.bench.VariantReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Results of {@code bench} as people read them. */
final class BenchTables {
    private BenchTables() {}

    static String of(BenchReport report) {
        Table table = new Table("variant", "s/step", "quartiles", "tokens/s", "peak MB", "GFLOP/s", "of peak", "speed-up");
        report.variants().forEach(variant -> table.row(variant.name(), seconds(variant.secondsPerStep()),
                quartiles(variant.spread()),
                number("%,.0f", Optional.of(variant.tokensPerSecond())), number("%,.0f", variant.peakRssMb()),
                number("%,.0f", variant.gflops()), ofPeak(report, variant), number("%.2f", variant.speedup())));
        List<String> lines = new ArrayList<>(List.of(table.toString(), ""));
        report.variants().stream().filter(variant -> !variant.figures().isEmpty()).map(BenchTables::figures).forEach(lines::add);
        lines.add(peak(report));
        lines.addAll(engines(report));
        report.largestRelativeLossDifference().ifPresent(difference -> lines.add(String.format(Locale.ROOT,
                "largest relative difference of query losses, literal and headstart-fp32: %.1e", difference)));
        return String.join("\n", lines);
    }

    private static String figures(VariantReport variant) {
        String figures = variant.figures().entrySet().stream()
                .map(figure -> figure.getKey().replace('_', ' ') + " " + seconds(figure.getValue())).collect(Collectors.joining(", "));
        return variant.name() + ": " + figures + variant.note().map(note -> "; " + note).orElse("");
    }

    /** @return one line an engine, with the variants that have it */
    private static List<String> engines(BenchReport report) {
        Map<String, String> variants = new LinkedHashMap<>();
        report.variants().forEach(variant -> variants.merge(variant.engine(), variant.name(), (all, one) -> all + ", " + one));
        return variants.entrySet().stream().map(entry -> entry.getKey() + ": " + entry.getValue()).toList();
    }

    private static String peak(BenchReport report) {
        String rates = report.peakGflops().entrySet().stream()
                .map(entry -> entry.getKey() + " " + number("%,.0f", Optional.of(entry.getValue()))).collect(Collectors.joining(", "));
        return "matrix-product peak, GFLOP/s: " + rates + " (best of " + report.peakShapes() + ")";
    }

    static String of(ScalingReport report) {
        Table points = new Table("variant", "by", "value", "s/step", "quartiles", "tokens/s");
        report.points().forEach(point -> points.row(point.variant(), point.by(), String.valueOf(point.value()),
                seconds(point.secondsPerStep()), quartiles(point.spread()),
                number("%,.0f", Optional.of(point.tokensPerSecond()))));
        Table slopes = new Table("variant", "by", "s per unit", "s at 0", "R²");
        report.slopes().forEach(slope -> slopes.row(slope.variant(), slope.by(), exact(slope.secondsPerStep().slope()),
                exact(slope.secondsPerStep().intercept()), String.format(Locale.ROOT, "%.4f", slope.secondsPerStep().r2())));
        return points + "\n\n" + slopes + "\n";
    }

    private static String exact(double seconds) {
        return String.format(Locale.ROOT, "%.5f", seconds);
    }

    static String quartiles(Quartiles spread) {
        return seconds(spread.lower()) + "-" + seconds(spread.upper());
    }

    private static String ofPeak(BenchReport report, VariantReport variant) {
        return number("%.0f %%", variant.gflops().map(rate -> 100 * rate / report.peakGflops().get(variant.precision().toString())));
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, seconds < 1 ? "%.4f" : "%.3f", seconds);
    }

    static String number(String format, Optional<Double> value) {
        return value.map(some -> String.format(Locale.ROOT, format, some)).orElse("-");
    }
}
