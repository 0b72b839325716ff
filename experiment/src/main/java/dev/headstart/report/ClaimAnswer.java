package dev.headstart.report;

import dev.headstart.eval.Difference;
import dev.headstart.experiment.Claim;
import dev.headstart.experiment.Experiment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the results say to a claim.
 *
 * @param byTarget one comparison for each target
 * @param average  over all targets that can be compared
 */
record ClaimAnswer(Claim claim, List<Comparison> byTarget, Comparison average) {
    static ClaimAnswer of(Claim claim, Resampled resampled) {
        Experiment experiment = resampled.experiment();
        Map<String, Double> better = experiment.paper(claim.better());
        Map<String, Double> than = experiment.paper(claim.than());
        List<Comparison> byTarget = new ArrayList<>();
        for (String target : experiment.targets()) {
            Optional<Double> paper = better.containsKey(target) && than.containsKey(target)
                    ? Optional.of(better.get(target) - than.get(target)) : Optional.empty();
            byTarget.add(new Comparison(target, resampled.commonSeeds(target, claim.better(), claim.than()).size(),
                    resampled.together(target, claim.better(), claim.than()).map(ClaimAnswer::difference), paper));
        }
        Optional<Double> paper = ScoreTable.paperAverage(experiment, experiment.setting(claim.better())).flatMap(b ->
                ScoreTable.paperAverage(experiment, experiment.setting(claim.than())).map(t -> b - t));
        int seeds = byTarget.stream().mapToInt(Comparison::seeds).filter(n -> n > 0).min().orElse(0);
        return new ClaimAnswer(claim, byTarget, new Comparison(ScoreTable.AVERAGE, seeds,
                resampled.average(claim.better(), claim.than()).map(ClaimAnswer::difference), paper));
    }

    private static Difference difference(List<Resample> betterThan) {
        return betterThan.get(0).minus(betterThan.get(1)).difference();
    }

    /** @return every target, then the average */
    List<Comparison> all() {
        return Stream.concat(byTarget.stream(), Stream.of(average)).toList();
    }

    /** @return on how many targets the answer is this */
    long count(Comparison.Answer answer) {
        return byTarget.stream().filter(comparison -> comparison.answer() == answer).count();
    }

    /** @return the target with the largest difference in favour; empty if nothing is compared */
    Optional<Comparison> largest() {
        return byTarget.stream().filter(comparison -> comparison.difference().isPresent())
                .max(Comparator.comparingDouble(comparison -> comparison.difference().get().observed()));
    }
}
