package dev.headstart.bench;

import java.util.List;

/**
 * The straight line nearest to some points, by least squares.
 *
 * @param slope     rise per unit of x
 * @param intercept at x = 0
 * @param r2        share of the variance that the line explains, at most 1; 1 where there is none
 */
public record Line(double slope, double intercept, double r2) {
    /** @param x at least two different ones @param y as many */
    static Line through(List<Double> x, List<Double> y) {
        double meanX = mean(x);
        double meanY = mean(y);
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < x.size(); i++) {
            xx += (x.get(i) - meanX) * (x.get(i) - meanX);
            xy += (x.get(i) - meanX) * (y.get(i) - meanY);
            yy += (y.get(i) - meanY) * (y.get(i) - meanY);
        }
        if (xx == 0) {
            throw new IllegalArgumentException("A line needs points at two different places; all are at " + x + ".");
        }
        return new Line(xy / xx, meanY - xy / xx * meanX, yy == 0 ? 1 : xy * xy / (xx * yy));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
