package dev.headstart.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Variants of one work, compared.
 *
 * @param speedup     Headstart's over the literal variant, by precision
 * @param utilisation model FLOPs per second of Headstart as a share of the peak, by precision; empty where not counted
 * @param peakGflops  best rate of matrix products, by precision
 * @param peakShapes  what was multiplied for it, [n, k] · [k, m]
 * @param largestRelativeLossDifference between the literal variant's mean query losses and those of Headstart in fp32, over
 *                    all steps; empty where there are none
 * @param variants    in the order in which they took turns
 */
public record BenchReport(Map<String, Double> speedup, Map<String, Double> utilisation, Map<String, Double> peakGflops,
        String peakShapes, Optional<Double> largestRelativeLossDifference, List<VariantReport> variants) {}
