package dev.headstart.bench;

import dev.headstart.torch.Precision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all rounds together say about one variant.
 *
 * @param steps           how many were timed
 * @param secondsPerStep  median
 * @param spread          of the seconds per step
 * @param tokensPerSecond real tokens, median over steps
 * @param gflops          model FLOPs per second, 10⁹, median over steps; empty where they are not counted
 * @param speedup         median of the literal variant over this one's; empty without a literal one
 * @param peakRssMb       highest of the rounds, MB of 10⁶ bytes
 * @param figures         medians of other things that were measured
 * @param engine          what computed
 * @param note            how the seconds of the first round were come by, where they were not simply measured
 */
public record VariantReport(String name, Precision precision, int steps, double secondsPerStep, Quartiles spread,
        double tokensPerSecond, Optional<Double> gflops, Optional<Double> speedup, Optional<Double> peakRssMb,
        Map<String, Double> figures, String engine, Optional<String> note) {
    /** @param samples one a round, at least one */
    static VariantReport of(Variant variant, List<Sample> samples, Optional<Double> literalSeconds) {
        List<Sample.Step> steps = samples.stream().flatMap(sample -> sample.steps().stream()).toList();
        Quartiles seconds = Quartiles.of(steps.stream().map(Sample.Step::seconds).toList());
        double tokens = Quartiles.of(steps.stream().map(Sample.Step::tokensPerSecond).toList()).median();
        double gflops = Quartiles.of(steps.stream().map(step -> step.flops() / step.seconds() / 1e9).toList()).median();
        return new VariantReport(variant.name(), variant.precision(), steps.size(), seconds.median(), seconds, tokens,
                gflops > 0 ? Optional.of(gflops) : Optional.empty(), literalSeconds.map(literal -> literal / seconds.median()),
                samples.stream().flatMap(sample -> sample.peakRssMb().stream()).max(Double::compare), figures(samples),
                samples.get(0).engine(), samples.get(0).note());
    }

    static double medianSeconds(List<Sample> samples) {
        return Quartiles.of(samples.stream().flatMap(sample -> sample.steps().stream()).map(Sample.Step::seconds).toList())
                .median();
    }

    private static Map<String, Double> figures(List<Sample> samples) {
        Map<String, Double> medians = new LinkedHashMap<>();
        samples.get(0).figures().keySet().forEach(name -> medians.put(name,
                Quartiles.of(samples.stream().map(sample -> sample.figures().get(name)).toList()).median()));
        return medians;
    }
}
