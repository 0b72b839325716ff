package dev.headstart.bench;

import dev.headstart.priming.Estimator;
import java.util.List;
import java.util.Optional;

/**
 * What the meta-gradients of some methods cost.
 *
 * @param rows in the order in which they took turns
 */
public record MetaGradientReport(List<Row> rows) {
    /**
     * @param method          in words
     * @param timesFirstOrder seconds a step over those of first order, of the same method and variant; empty where that was
     *                        not measured
     * @param keptBytes       what an inner step of a task keeps for the way back, counted; empty where it keeps nothing
     * @param activationBytes what the forward pass of θa and θh makes of a support set, see {@link Activations}; empty inside
     *                        the encoder
     * @param measured        the rest
     */
    public record Row(String method, Estimator metaGradient, Optional<Double> timesFirstOrder, Optional<Double> keptBytes,
            Optional<Double> activationBytes, VariantReport measured) {}
}
