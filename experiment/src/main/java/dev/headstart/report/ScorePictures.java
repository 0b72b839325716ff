package dev.headstart.report;

import dev.headstart.chart.BarChart;
import dev.headstart.chart.Chart;
import dev.headstart.chart.LineChart;
import dev.headstart.chart.MatrixChart;
import dev.headstart.chart.Point;
import dev.headstart.experiment.Cell;
import dev.headstart.experiment.Figure;
import dev.headstart.experiment.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The figures that an experiment's file asks for. */
record ScorePictures(Cells cells) {
    List<Picture> all() {
        List<Picture> pictures = new ArrayList<>();
        for (Figure figure : cells.experiment().figures()) {
            String name = "figure" + (pictures.size() + 1) + "-" + figure.kind().name().toLowerCase(Locale.ROOT);
            String says = figure.says().map(text -> " The paper says: “" + text + "”.").orElse("");
            pictures.add(switch (figure.kind()) {
                case BARS -> {
                    BarChart bars = bars(figure);
                    yield new Picture(name, figure.title(), "Mean over seeds; error bars are ± one standard deviation."
                            + (bars.beginsAtZero() ? "" : " The axis does not begin at 0.") + says, bars);
                }
                case MATRIX -> new Picture(name, figure.title(), "Average over targets, mean over seeds ± one standard deviation. Shades "
                        + "compare within a column only; the best of each has a frame." + says, matrix(figure));
                case CURVE -> new Picture(name, figure.title(), "Average over targets: mean over seeds, with a band of ± one standard "
                        + "deviation. Settings that differ in nothing but " + figure.x().orElseThrow() + " form a line; a dotted line is a "
                        + "setting without that option." + leftOut(figure) + says, curve(figure));
            });
        }
        return pictures;
    }

    private Optional<Mean> average(Setting setting) {
        return cells.average(setting, ScorePictures::score);
    }

    private static Optional<Double> score(Cell cell) {
        return Optional.of(cell.score());
    }

    private String yLabel() {
        return Shown.figure(cells.figure()) + ", %";
    }

    private static Point point(double x, Mean mean, String name) {
        return new Point(x, mean.value(), mean.spread(), name + ": " + Shown.mean(mean));
    }

    private List<Setting> settings(Figure figure) {
        return figure.settings().stream().map(cells.experiment()::setting).toList();
    }

    private BarChart bars(Figure figure) {
        List<BarChart.Series> series = settings(figure).stream().map(setting -> new BarChart.Series(setting.name(), Stream.concat(
                cells.experiment().targets().stream().map(target -> cells.mean(setting, target, ScorePictures::score)
                        .map(mean -> point(0, mean, setting.name() + ", " + target))),
                Stream.of(average(setting).map(mean -> point(0, mean, setting.name() + ", average")))).toList())).toList();
        List<String> groups = Stream.concat(cells.experiment().targets().stream(), Stream.of(ScoreTable.AVERAGE)).toList();
        return new BarChart(figure.title(), yLabel(), groups, series);
    }

    private Chart matrix(Figure figure) {
        Map<String, Map<String, Optional<MatrixChart.Field>>> fields = new LinkedHashMap<>();
        List<String> columns = settings(figure).stream().map(setting -> setting.tuning().name()).distinct().toList();
        for (Setting setting : settings(figure)) {
            fields.computeIfAbsent(setting.primingName(), row -> new LinkedHashMap<>())
                    .put(setting.tuning().name(), average(setting).map(mean -> field(setting, mean)));
        }
        return new MatrixChart(figure.title(), "priming", "tuning", List.copyOf(fields.keySet()), columns, fields.values().stream()
                .map(row -> columns.stream().map(column -> row.getOrDefault(column, Optional.empty())).toList()).toList());
    }

    private static MatrixChart.Field field(Setting setting, Mean mean) {
        return new MatrixChart.Field(mean.value(), Shown.points(mean.value()), mean.spread().map(s -> "± " + Shown.points(s)).orElse(""),
                setting.name() + ": " + Shown.mean(mean));
    }

    private String leftOut(Figure figure) {
        List<String> names = CurveLines.of(settings(figure), figure.x().orElseThrow()).leftOut().stream().map(Setting::name).toList();
        return names.isEmpty() ? "" : " Left out, for want of one number: " + String.join(", ", names) + ".";
    }

    private Chart curve(Figure figure) {
        CurveLines curve = CurveLines.of(settings(figure), figure.x().orElseThrow());
        List<String> names = Stream.concat(curve.lines().stream().map(CurveLines.Line::label),
                curve.levels().stream().map(Setting::name)).toList();
        Stream<List<Point>> lines = curve.lines().stream().map(line -> line.stops().stream().flatMap(stop -> average(stop.setting())
                .map(mean -> point(stop.x(), mean, stop.setting().name())).stream()).toList());
        Stream<Optional<Point>> levels = curve.levels().stream().map(level -> average(level).map(mean -> point(0, mean, level.name())));
        LineChart.Panel panel = new LineChart.Panel("",
                Stream.concat(lines, curve.levels().stream().map(level -> List.<Point>of())).toList(),
                Stream.concat(curve.lines().stream().map(line -> Optional.<Point>empty()), levels).toList());
        return new LineChart(figure.title(), figure.x().orElseThrow().replace('.', ' '), yLabel(), true, names, List.of(panel));
    }
}
