package dev.headstart.report;

import dev.headstart.eval.Interval;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * A number, and what it is on every resample of seeds and sentences.
 *
 * @param observed on the data as they are
 * @param values   by resample
 */
record Resample(double observed, double[] values) {
    Resample minus(Resample other) {
        return with(other, (a, b) -> a - b);
    }

    Resample over(Resample other) {
        return with(other, (a, b) -> a / b);
    }

    /** @param all at least one */
    static Resample mean(List<Resample> all) {
        Resample sum = all.stream().reduce((a, b) -> a.with(b, Double::sum)).orElseThrow();
        return sum.with(sum, (a, same) -> a / all.size());
    }

    /**
     * Best minus worst, which are chosen once, on the data as they are. Chosen anew on every resample, the distance could only grow
     * with the noise, and the noisier settings would seem to lie farther apart.
     *
     * @param all at least one
     */
    static Resample spread(List<Resample> all) {
        List<Resample> upwards = all.stream().sorted(Comparator.comparingDouble(Resample::observed)).toList();
        return upwards.get(upwards.size() - 1).minus(upwards.get(0));
    }

    /** @return whether it is so on the data and on every resample */
    boolean isAboveZero() {
        return observed > 0 && Arrays.stream(values).allMatch(value -> value > 0);
    }

    Estimate estimate() {
        return new Estimate(observed, interval(), values.length);
    }

    Interval interval() {
        return Interval.of(values);
    }

    private Resample with(Resample other, DoubleBinaryOperator operator) {
        double[] results = new double[values.length];
        for (int b = 0; b < results.length; b++) {
            results[b] = operator.applyAsDouble(values[b], other.values[b]);
        }
        return new Resample(operator.applyAsDouble(observed, other.observed), results);
    }
}
