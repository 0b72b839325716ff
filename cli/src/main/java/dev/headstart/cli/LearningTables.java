package dev.headstart.cli;

import dev.headstart.bench.InnerMemoryReport;
import dev.headstart.bench.MetaGradientReport;
import java.util.Locale;
import java.util.Optional;

/** What meta-gradients cost, as people read it. */
final class LearningTables {
    private static final String MEANING = "KB of 1,000 bytes; kept: counted, by an inner step of a task, for the way back; "
            + "activations: of θa and θh over a support set, fp32, where θa stands on top\n";

    private LearningTables() {}

    static String of(MetaGradientReport report) {
        Table table = new Table("method", "meta-gradient", "variant", "s/step", "quartiles", "x first order", "peak MB", "kept KB",
                "activations KB", "kept/activations");
        report.rows().forEach(row -> table.row(row.method(), row.metaGradient().toString(), row.measured().name(),
                BenchTables.seconds(row.measured().secondsPerStep()), BenchTables.quartiles(row.measured().spread()),
                BenchTables.number("%.2f", row.timesFirstOrder()), BenchTables.number("%,.0f", row.measured().peakRssMb()),
                kilobytes(row.keptBytes()), kilobytes(row.activationBytes()), ratio(row.keptBytes(), row.activationBytes())));
        return table + "\n\n" + MEANING;
    }

    static String of(InnerMemoryReport report) {
        Table table = new Table("method", "meta-gradient", "variant", "MB at S = " + report.few(), "MB at S = " + report.many(),
                "growth", "KB per inner step", "kept KB", "activations KB");
        report.rows().forEach(row -> table.row(row.method(), row.metaGradient().toString(), row.variant(),
                BenchTables.number("%,.1f", Optional.of(row.peakMbOfFew())), BenchTables.number("%,.1f", Optional.of(row.peakMbOfMany())),
                String.format(Locale.ROOT, "%+.1f %%", 100 * row.growth()), kilobytes(Optional.of(row.bytesPerStep())),
                kilobytes(row.keptBytes()), kilobytes(row.activationBytes())));
        return table + "\n\npeak of resident memory; per inner step: its growth, divided by steps and tasks; " + MEANING;
    }

    private static String ratio(Optional<Double> kept, Optional<Double> activations) {
        return BenchTables.number("%.2f", kept.flatMap(bytes -> activations.map(other -> bytes / other)));
    }

    private static String kilobytes(Optional<Double> bytes) {
        return BenchTables.number("%,.0f", bytes.map(number -> number / 1e3));
    }
}
