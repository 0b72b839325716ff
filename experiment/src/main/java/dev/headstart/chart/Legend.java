package dev.headstart.chart;

import java.util.List;

/** Names of series below a picture, in as many columns as fit. */
record Legend(List<String> names, double left, double width) {
    private static final double ROW = 20;
    private static final double SWATCH = 26;

    private double column() {
        double widest = names.stream().mapToDouble(Canvas::widthOf).max().orElse(0) + SWATCH + 16;
        return Math.min(widest, width);
    }

    private int columns() {
        return Math.max(1, (int) (width / column()));
    }

    double height() {
        return (names.size() + columns() - 1) / columns() * ROW;
    }

    /** @param lines whether a series is a line or a filled shape */
    void draw(Canvas canvas, double top, boolean lines) {
        for (int i = 0; i < names.size(); i++) {
            double x = left + i % columns() * column();
            double y = top + i / columns() * ROW + ROW / 2;
            if (lines) {
                canvas.path("M" + Canvas.number(x) + " " + Canvas.number(y) + "h18", "class=\"line\" stroke=\"" + Palette.colour(i) + "\""
                        + Palette.dash(i));
            } else {
                canvas.rectangle(x + 3, y - 6, 12, 12, "rx=\"2\" fill=\"" + Palette.colour(i) + "\"", names.get(i));
            }
            canvas.text(x + SWATCH, y + 4, Canvas.Anchor.START, "", names.get(i));
        }
    }
}
