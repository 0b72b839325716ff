package dev.headstart.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one child measured.
 *
 * @param steps     the timed ones
 * @param losses    mean query loss of every outer step, untimed ones included, nats per labelled token; else empty
 * @param figures   of other things, by name; seconds unless the name says otherwise
 * @param peakRssMb highest resident memory of the process so far, MB of 10⁶ bytes, where the system tells
 * @param engine    what computed
 * @param note      how the seconds were come by, where they were not simply measured
 */
record Sample(List<Step> steps, List<Double> losses, Map<String, Double> figures, Optional<Double> peakRssMb, String engine,
        Optional<String> note) {
    /**
     * @param seconds of wall time
     * @param tokens  real ones, special tokens included
     * @param flops   model FLOPs, see {@link ModelFlops}
     */
    record Step(double seconds, long tokens, double flops) {
        double tokensPerSecond() {
            return tokens / seconds;
        }
    }
}
