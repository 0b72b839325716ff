package dev.headstart.chart;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lines in one or several panels with the same axes. Along x the axis is logarithmic where it spans more than a factor of ten,
 * if wanted.
 *
 * @param title    what is shown
 * @param xLabel   what runs along
 * @param yLabel   what is measured
 * @param logX     whether x may be logarithmic
 * @param names    of the series, in the order of their colours
 * @param panels   side by side
 */
public record LineChart(String title, String xLabel, String yLabel, boolean logX, List<String> names, List<Panel> panels) implements Chart {
    private static final double WIDTH = 860;
    private static final double LEFT = 52;
    private static final double RIGHT = 14;
    private static final double GAP = 14;
    private static final double LOG_FROM = 10;
    private static final int BESIDE = 3;
    private static final int MOST_DOTS = 25;

    /**
     * @param title  above it; may be empty
     * @param lines  points of each series from the left, as many lists as there are names; a list may be empty
     * @param levels for each series: a value without an x, drawn across
     */
    public record Panel(String title, List<List<Point>> lines, List<Optional<Point>> levels) {
        /** @return without levels */
        public static Panel of(String title, List<List<Point>> lines) {
            return new Panel(title, lines, lines.stream().map(line -> Optional.<Point>empty()).toList());
        }
    }

    private record Frame(Axis x, Axis y, double left, double top, double right, double bottom) {}

    @Override
    public String svg() {
        Canvas canvas = new Canvas(WIDTH);
        int columns = Math.min(BESIDE, panels.size());
        int rows = (panels.size() + columns - 1) / columns;
        double plot = panels.size() == 1 ? 290 : 150;
        double wide = (WIDTH - LEFT - (columns - 1) * GAP) / columns;
        double first = panels.stream().allMatch(panel -> panel.title().isEmpty()) ? 30 : 48;
        double high = plot + 58;
        canvas.text(0, 14, Canvas.Anchor.START, "faint", yLabel);
        for (int p = 0; p < panels.size(); p++) {
            double left = LEFT + p % columns * (wide + GAP);
            double top = first + p / columns * high;
            draw(canvas, panels.get(p), frame(left, top, left + wide - RIGHT, top + plot), p % columns == 0);
        }
        double below = first + rows * high - 24;
        canvas.text(WIDTH - RIGHT, below + 12, Canvas.Anchor.END, "faint", xLabel);
        Legend legend = new Legend(names, LEFT, WIDTH - LEFT);
        legend.draw(canvas, below + 22, true);
        return canvas.svg(title, below + 26 + legend.height());
    }

    private Frame frame(double left, double top, double right, double bottom) {
        double lowX = edge(Point::x, true, false);
        double highX = edge(Point::x, false, false);
        boolean logarithmic = logX && lowX > 0 && highX / lowX > LOG_FROM;
        return new Frame(Axis.exact(lowX, highX, logarithmic, left + 6, right),
                Axis.round(edge(Point::low, true, true), edge(Point::high, false, true), 5, bottom, top), left, top, right, bottom);
    }

    private double edge(ToDoubleFunction<Point> of, boolean lowest, boolean withLevels) {
        var values = panels.stream().flatMap(panel -> Stream.concat(panel.lines().stream().flatMap(List::stream),
                withLevels ? panel.levels().stream().flatMap(Optional::stream) : Stream.empty())).mapToDouble(of).summaryStatistics();
        return values.getCount() == 0 ? (lowest ? 0 : 1) : lowest ? values.getMin() : values.getMax();
    }

    private void draw(Canvas canvas, Panel panel, Frame frame, boolean first) {
        canvas.text(frame.left, frame.top - 8, Canvas.Anchor.START, "strong", panel.title());
        frame.y.ticks(5).forEach(tick -> {
            double y = frame.y.place(tick.value());
            canvas.line(frame.left, y, frame.right, y, "grid");
            if (first) {
                canvas.text(frame.left - 8, y + 4, Canvas.Anchor.END, "faint", tick.label());
            }
        });
        frame.x.ticks(panels.size() == 1 ? 8 : 4).forEach(tick -> canvas.text(frame.x.place(tick.value()), frame.bottom + 17,
                Canvas.Anchor.MIDDLE, "faint", tick.label()));
        for (int series = 0; series < names.size(); series++) {
            int colour = series;
            panel.levels().get(series).ifPresent(level -> level(canvas, frame, level, colour));
            line(canvas, frame, panel.lines().get(series), colour);
        }
    }

    private static void level(Canvas canvas, Frame frame, Point level, int series) {
        canvas.path("M" + Canvas.number(frame.left) + " " + Canvas.number(frame.y.place(level.y())) + "H" + Canvas.number(frame.right),
                "class=\"line\" stroke-dasharray=\"3 5\" stroke=\"" + Palette.colour(series) + "\"", level.title());
    }

    private void line(Canvas canvas, Frame frame, List<Point> points, int series) {
        if (points.stream().anyMatch(point -> point.spread().isPresent())) {
            Stream<String> there = points.stream().map(point -> at(frame, point.x(), point.high()));
            Stream<String> back = Stream.iterate(points.size() - 1, i -> i >= 0, i -> i - 1)
                    .map(i -> at(frame, points.get(i).x(), points.get(i).low()));
            canvas.path("M" + Stream.concat(there, back).collect(Collectors.joining("L")) + "Z",
                    "class=\"band\" fill=\"" + Palette.colour(series) + "\"");
        }
        if (points.size() > 1) {
            canvas.path("M" + points.stream().map(point -> at(frame, point.x(), point.y())).collect(Collectors.joining("L")),
                    "class=\"line\" stroke=\"" + Palette.colour(series) + "\"" + Palette.dash(series), names.get(series));
        }
        points.stream().filter(point -> points.size() <= MOST_DOTS).forEach(point -> canvas.circle(frame.x.place(point.x()),
                frame.y.place(point.y()), 3, "fill=\"" + Palette.colour(series) + "\"", point.title()));
    }

    private static String at(Frame frame, double x, double y) {
        return Canvas.number(frame.x.place(x)) + " " + Canvas.number(frame.y.place(y));
    }
}
