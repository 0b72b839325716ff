package dev.headstart.chart;

import java.util.List;
import java.util.Optional;

/**
 * Groups of bars, in each one bar a series, with error bars. The axis begins at a round number below the lowest, not at 0: the
 * caption should say so.
 *
 * @param title  what is shown
 * @param yLabel what is measured
 * @param groups names, along the axis
 * @param series one bar in each group
 */
public record BarChart(String title, String yLabel, List<String> groups, List<Series> series) implements Chart {
    private static final double WIDTH = 860;
    private static final double LEFT = 52;
    private static final double TOP = 30;
    private static final double PLOT = 270;

    /** @param values one for each group; empty where there is none */
    public record Series(String name, List<Optional<Point>> values) {}

    public BarChart {
        groups = List.copyOf(groups);
        series = List.copyOf(series);
        List<Series> all = series;
        int wanted = groups.size();
        if (all.stream().anyMatch(each -> each.values().size() != wanted)) {
            throw new IllegalArgumentException("A series of a bar chart needs a value, or none, for each of " + wanted + " groups.");
        }
    }

    /** @return whether the lengths of bars compare as their values do */
    public boolean beginsAtZero() {
        return axis().low() == 0;
    }

    @Override
    public String svg() {
        Canvas canvas = new Canvas(WIDTH);
        Axis axis = axis();
        canvas.text(0, 14, Canvas.Anchor.START, "faint", yLabel);
        axis.ticks(6).forEach(tick -> {
            canvas.line(LEFT, axis.place(tick.value()), WIDTH, axis.place(tick.value()), "grid");
            canvas.text(LEFT - 8, axis.place(tick.value()) + 4, Canvas.Anchor.END, "faint", tick.label());
        });
        double room = (WIDTH - LEFT) / groups.size();
        for (int g = 0; g < groups.size(); g++) {
            group(canvas, axis, g, LEFT + g * room, room);
        }
        Legend legend = new Legend(series.stream().map(Series::name).toList(), LEFT, WIDTH - LEFT);
        legend.draw(canvas, TOP + PLOT + 34, false);
        return canvas.svg(title, TOP + PLOT + 40 + legend.height());
    }

    private Axis axis() {
        List<Point> points = series.stream().flatMap(each -> each.values().stream()).flatMap(Optional::stream).toList();
        double low = points.stream().mapToDouble(Point::low).min().orElse(0);
        double high = points.stream().mapToDouble(Point::high).max().orElse(1);
        double below = Math.max(Math.min(0, low), low - 0.15 * (high - low));   // the lowest bar is to be seen as well
        return Axis.round(below, high, 6, TOP + PLOT, TOP);
    }

    private void group(Canvas canvas, Axis axis, int group, double left, double room) {
        double bar = room * 0.84 / Math.max(1, series.size());
        for (int s = 0; s < series.size(); s++) {
            double x = left + room * 0.08 + s * bar;
            String fill = "rx=\"1\" fill=\"" + Palette.colour(s) + "\"";
            series.get(s).values().get(group).ifPresent(point -> {
                double y = axis.place(point.y());
                canvas.rectangle(x, y, bar * 0.88, TOP + PLOT - y, fill, point.title());
                point.spread().ifPresent(spread -> errorBar(canvas, axis, point, x + bar * 0.44));
            });
        }
        canvas.text(left + room / 2, TOP + PLOT + 19, Canvas.Anchor.MIDDLE, "", groups.get(group));
    }

    private static void errorBar(Canvas canvas, Axis axis, Point point, double x) {
        String data = "M" + Canvas.number(x) + " " + Canvas.number(axis.place(point.low())) + "V" + Canvas.number(axis.place(point.high()));
        for (double end : List.of(point.low(), point.high())) {
            data += "M" + Canvas.number(x - 2.5) + " " + Canvas.number(axis.place(end)) + "h5";
        }
        canvas.path(data, "class=\"ink\"");
    }
}
