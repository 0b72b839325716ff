package dev.headstart.bench;

import java.util.List;

/** Median and spread. @param lower first quartile @param upper third quartile */
public record Quartiles(double lower, double median, double upper) {
    /** @param values at least one */
    static Quartiles of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("There is no value to take quartiles of.");
        }
        return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    /** Between two values, the share of the way that {@code quantile} goes. */
    private static double at(List<Double> sorted, double quantile) {
        double place = quantile * (sorted.size() - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }
}
