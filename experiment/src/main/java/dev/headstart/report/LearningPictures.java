package dev.headstart.report;

import dev.headstart.chart.LineChart;
import dev.headstart.chart.Point;
import dev.headstart.experiment.Experiment;
import dev.headstart.experiment.Results;
import dev.headstart.experiment.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How priming and tuning went. */
record LearningPictures(Results results, Cells cells) {
    private static final List<String> LOSS = List.of("query_loss", "loss");

    /** @return those of which there is something to see */
    List<Picture> all() {
        String dev = "dev_" + cells.figure();
        String score = Shown.figure(cells.figure()) + " on dev, %";
        String loss = "loss, nats per label";
        String means = "Mean over seeds and over stretches of a fortieth of the run.";
        return Stream.of(
                priming("learning-priming-loss", "Priming: loss", loss, means + " Where priming is meta-learning it is the loss on the "
                        + "query sets, after the inner loop; else the loss of the step. The two are not comparable.", LOSS, 1),
                priming("learning-priming-dev", "Priming: " + score, score, means, List.of(dev), 100),
                tuning("learning-tuning-loss", "Tuning: loss on train", loss, means, LOSS, 1),
                tuning("learning-tuning-dev", "Tuning: " + score, score, means, List.of(dev), 100))
                .flatMap(List::stream).toList();
    }

    private List<Picture> priming(String file, String title, String yLabel, String caption, List<String> quantity, double factor) {
        Map<String, Setting> strategies = new LinkedHashMap<>();
        experiment().settings().stream().filter(setting -> setting.priming().isPresent())
                .forEach(setting -> strategies.putIfAbsent(setting.primingName(), setting));
        List<List<Point>> lines = new ArrayList<>();
        strategies.forEach((name, setting) -> lines.add(Trace.joined(setting.seeds().stream().map(seed ->
                trace(results.primingMetrics(setting, experiment().targets().get(0), seed), quantity, factor)).toList(), false, name)));
        return picture(file, caption, new LineChart(title, "step", yLabel, false, List.copyOf(strategies.keySet()),
                List.of(LineChart.Panel.of("", lines))));
    }

    private List<Picture> tuning(String file, String title, String yLabel, String caption, List<String> quantity, double factor) {
        List<String> names = experiment().settings().stream().map(Setting::name).toList();
        List<LineChart.Panel> panels = experiment().targets().stream().map(target -> LineChart.Panel.of(target,
                experiment().settings().stream().map(setting -> {
                    Stream<Trace> runs = setting.seeds().stream()
                            .map(seed -> trace(results.tuningMetrics(setting, target, seed), quantity, factor));
                    return Trace.joined(runs.toList(), true, setting.name());
                }).toList())).toList();
        return picture(file, caption, new LineChart(title, "share of the run, %", yLabel, false, names, panels));
    }

    private static List<Picture> picture(String file, String caption, LineChart chart) {
        boolean isEmpty = chart.panels().stream().flatMap(panel -> panel.lines().stream()).allMatch(List::isEmpty);
        return isEmpty ? List.of() : List.of(new Picture(file, chart.title(), caption, chart));
    }

    private Trace trace(List<String> metrics, List<String> quantity, double factor) {
        return Trace.of(results.folder(), metrics, quantity).times(factor);
    }

    private Experiment experiment() {
        return results.experiment();
    }
}
