package dev.headstart.bench;

import dev.headstart.priming.Estimator;
import java.util.List;
import java.util.Optional;

/**
 * How the peak of memory grows with the number of inner steps.
 *
 * @param few  the smaller S
 * @param many the larger S
 * @param rows in the order in which they took turns
 */
public record InnerMemoryReport(int few, int many, List<Row> rows) {
    /**
     * @param method           in words
     * @param peakMbOfFew      resident memory, MB of 10⁶ bytes, median of the rounds
     * @param peakMbOfMany     likewise
     * @param growth           of the peak, as a share of that of few steps
     * @param bytesPerStep     by which it grows with each inner step of a task
     * @param keptBytes        what an inner step of a task keeps for the way back, counted; empty where it keeps nothing
     * @param activationBytes  what the forward pass of θa and θh makes of a support set, see {@link Activations}; empty inside
     *                         the encoder
     */
    public record Row(String method, Estimator metaGradient, String variant, double peakMbOfFew, double peakMbOfMany,
            double growth, double bytesPerStep, Optional<Double> keptBytes, Optional<Double> activationBytes) {}
}
