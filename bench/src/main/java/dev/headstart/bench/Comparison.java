package dev.headstart.bench;

import dev.headstart.run.RunListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Variants that take turns at one work, for several rounds; each round also measures the peak of matrix products.
 *
 * @param threads  for the peak; 0 for the engine's own choice
 * @param listener told how far it is
 */
record Comparison(List<Variant> variants, Workload work, int rounds, int threads, Worker worker, RunListener listener) {
    BenchReport run() {
        Map<Variant, List<Sample>> samples = new LinkedHashMap<>();
        Map<String, Double> peaks = new LinkedHashMap<>();
        try (RunListener.Task task = listener.begin("measuring", (long) rounds * (variants.size() + 1))) {
            long done = 0;
            for (int round = 0; round < rounds; round++) {
                worker.run(new PeakJob(Variant.HEADSTART_FP32, threads)).figures()
                        .forEach((precision, gigaflops) -> peaks.merge(precision, gigaflops, Math::max));
                task.step(++done, "matrix products");
                for (Variant variant : variants) {
                    Sample sample = worker.run(work.job(variant, round));
                    samples.computeIfAbsent(variant, key -> new ArrayList<>()).add(sample);
                    task.step(++done, String.format(Locale.ROOT, "%s %.3f s", variant.name(),
                            VariantReport.medianSeconds(List.of(sample))));
                }
            }
        }
        return report(samples, peaks);
    }

    private static BenchReport report(Map<Variant, List<Sample>> samples, Map<String, Double> peaks) {
        Optional<Double> literal = Optional.ofNullable(samples.get(Variant.LITERAL)).map(VariantReport::medianSeconds);
        List<VariantReport> reports = new ArrayList<>();
        Map<String, Double> speedup = new LinkedHashMap<>();
        Map<String, Double> utilisation = new LinkedHashMap<>();
        samples.forEach((variant, own) -> {
            VariantReport report = VariantReport.of(variant, own, literal);
            reports.add(report);
            if (variant.form() == Variant.Form.HEADSTART) {
                String precision = variant.precision().toString();
                report.speedup().ifPresent(factor -> speedup.put(precision, factor));
                report.gflops().ifPresent(rate -> utilisation.put(precision, rate / peaks.get(precision)));
            }
        });
        return new BenchReport(speedup, utilisation, peaks, PeakJob.shapes(), difference(samples), reports);
    }

    /** Over the steps that both took; a round of the quicker one may have more. */
    private static Optional<Double> difference(Map<Variant, List<Sample>> samples) {
        List<Sample> literal = samples.getOrDefault(Variant.LITERAL, List.of());
        List<Sample> headstart = samples.getOrDefault(Variant.HEADSTART_FP32, List.of());
        OptionalDouble largest = IntStream.range(0, Math.min(literal.size(), headstart.size())).boxed()
                .flatMapToDouble(round -> differences(literal.get(round).losses(), headstart.get(round).losses())).max();
        return largest.isPresent() ? Optional.of(largest.getAsDouble()) : Optional.empty();
    }

    private static DoubleStream differences(List<Double> expected, List<Double> losses) {
        return IntStream.range(0, Math.min(expected.size(), losses.size()))
                .mapToDouble(step -> Math.abs(expected.get(step) - losses.get(step)) / expected.get(step));
    }
}
