package dev.headstart.chart;

import java.util.Optional;

/**
 * A value in a picture.
 *
 * @param x      along, with a line; without meaning for bars
 * @param y      the value
 * @param spread what lies above and below it, e.g. a standard deviation
 * @param title  what it is, shown when it is pointed at
 */
public record Point(double x, double y, Optional<Double> spread, String title) {
    double low() {
        return y - spread.orElse(0.0);
    }

    double high() {
        return y + spread.orElse(0.0);
    }
}
