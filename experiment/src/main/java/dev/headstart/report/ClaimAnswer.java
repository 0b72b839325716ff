package dev.headstart.report;

import dev.headstart.eval.Difference;
import dev.headstart.experiment.Claim;
import dev.headstart.experiment.Experiment;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
        String[] settings = Stream.of(claim.more(), claim.than()).flatMap(side -> side.settings().stream()).toArray(String[]::new);
        List<Comparison> byTarget = experiment.targets().stream().map(target -> new Comparison(target,
                resampled.commonSeeds(target, settings).size(),
                resampled.together(target, settings).map(scores -> difference(claim, scores)),
                paper(claim, setting -> Optional.ofNullable(experiment.paper(setting).get(target))))).toList();
        int seeds = byTarget.stream().mapToInt(Comparison::seeds).filter(n -> n > 0).min().orElse(0);
        return new ClaimAnswer(claim, byTarget, new Comparison(ScoreTable.AVERAGE, seeds,
                resampled.average(settings).map(scores -> difference(claim, scores)),
                paper(claim, setting -> ScoreTable.paperAverage(experiment, experiment.setting(setting)))));
    }

    /** @param scores of the settings of both sides, in their order */
    private static Difference difference(Claim claim, List<Resample> scores) {
        int first = claim.more().settings().size();
        return side(scores.subList(0, first)).minus(side(scores.subList(first, scores.size()))).difference();
    }

    private static Resample side(List<Resample> scores) {
        return scores.size() == 1 ? scores.get(0) : Resample.largest(scores).minus(Resample.smallest(scores));
    }

    private static Optional<Double> paper(Claim claim, Function<String, Optional<Double>> score) {
        return claim.comparesSpreads() ? Optional.empty() : score.apply(claim.more().settings().get(0)).flatMap(more ->
                score.apply(claim.than().settings().get(0)).map(than -> more - than));
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
