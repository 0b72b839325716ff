package dev.headstart.report;

import dev.headstart.chart.Point;
import dev.headstart.io.JsonText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** One quantity in the course of a run, from the lines of its metrics. */
record Trace(List<Trace.Sample> samples) {
    private static final int POINTS = 40;

    /** @param step from 1 @param value as it is written there */
    record Sample(double step, double value) {}

    /** @param names of the quantity: of those that a line has, the first counts */
    static Trace of(Path folder, List<String> metrics, List<String> names) {
        List<Sample> samples = new ArrayList<>();
        for (int line = 0; line < metrics.size(); line++) {
            JsonNode node = JsonText.parse(folder, "metrics, line " + (line + 1), metrics.get(line), JsonNode.class);
            names.stream().filter(node::has).findFirst().ifPresent(name ->
                    samples.add(new Sample(node.path("step").asDouble(), node.get(name).asDouble())));
        }
        return new Trace(samples);
    }

    private double end() {
        return samples.stream().mapToDouble(Sample::step).max().orElse(1);
    }

    /**
     * Several runs as one line: the means of equal stretches, at most 40.
     *
     * @param inPercent whether x is the share of the run that is over, instead of its step
     */
    static List<Point> joined(List<Trace> runs, boolean inPercent, String name) {
        double end = runs.stream().mapToDouble(Trace::end).max().orElse(1);
        Map<Integer, List<Sample>> stretches = new TreeMap<>();
        for (Trace run : runs) {
            double of = inPercent ? run.end() : end;
            run.samples.forEach(sample -> stretches.computeIfAbsent((int) Math.ceil(sample.step / of * POINTS), key -> new ArrayList<>())
                    .add(new Sample(inPercent ? 100 * sample.step / of : sample.step, sample.value)));
        }
        return stretches.values().stream().map(samples -> {
            double x = samples.stream().mapToDouble(Sample::step).average().orElseThrow();
            double y = samples.stream().mapToDouble(Sample::value).average().orElseThrow();
            return new Point(x, y, Optional.empty(), String.format(Locale.ROOT, "%s, %.0f: %.3f", name, x, y));
        }).toList();
    }

    Trace times(double factor) {
        return new Trace(samples.stream().map(sample -> new Sample(sample.step, factor * sample.value)).toList());
    }
}
