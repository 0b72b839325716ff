package dev.headstart.report;

import java.util.List;
import java.util.Optional;

/**
 * Several seeds' scores as one, in percent.
 *
 * @param value  their mean
 * @param spread their standard deviation, with n − 1; empty of a single one
 * @param seeds  how many there are
 */
record Mean(double value, Optional<Double> spread, int seeds) {
    /** @return empty if there is none */
    static Optional<Mean> of(List<Double> scores) {
        if (scores.isEmpty()) {
            return Optional.empty();
        }
        int n = scores.size();
        double mean = scores.stream().mapToDouble(Double::doubleValue).sum() / n;
        double squares = scores.stream().mapToDouble(score -> (score - mean) * (score - mean)).sum();
        return Optional.of(new Mean(mean, n == 1 ? Optional.empty() : Optional.of(Math.sqrt(squares / (n - 1))), n));
    }
}
