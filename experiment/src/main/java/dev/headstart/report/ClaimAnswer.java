package dev.headstart.report;

import dev.headstart.experiment.Claim;
import dev.headstart.experiment.Experiment;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
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
        Map<String, Resample> differences = new LinkedHashMap<>();
        experiment.targets().forEach(target -> resampled.together(target, settings)
                .ifPresent(scores -> differences.put(target, difference(claim, scores))));
        List<Comparison> byTarget = experiment.targets().stream().map(target -> new Comparison(target,
                Stream.of(settings).map(setting -> resampled.seeds(target, setting).size()).toList(),
                Optional.ofNullable(differences.get(target)).map(Resample::estimate),
                paper(claim, setting -> Optional.ofNullable(experiment.paper(setting).get(target))))).toList();
        Comparison average = new Comparison(ScoreTable.AVERAGE, IntStream.range(0, settings.length).mapToObj(i -> byTarget.stream()
                .filter(target -> target.difference().isPresent()).mapToInt(target -> target.seeds().get(i)).min().orElse(0)).toList(),
                resampled.average(settings).map(scores -> difference(claim, scores).estimate()),
                paper(claim, setting -> ScoreTable.paperAverage(experiment, experiment.setting(setting))));
        return new ClaimAnswer(claim, byTarget, average);
    }

    /** @param scores of the settings of both sides, in their order */
    private static Resample difference(Claim claim, List<Resample> scores) {
        int first = claim.more().settings().size();
        return side(scores.subList(0, first)).minus(side(scores.subList(first, scores.size())));
    }

    private static Resample side(List<Resample> scores) {
        return scores.size() == 1 ? scores.get(0) : Resample.spread(scores);
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

    /** @return the largest difference of any target; empty if nothing is compared */
    Optional<Comparison> largest() {
        return byTarget.stream().filter(comparison -> comparison.difference().isPresent())
                .max(Comparator.comparingDouble(comparison -> comparison.difference().get().observed()));
    }

    /** @return the paper's largest difference; empty if it lacks one */
    Optional<Double> largestInPaper() {
        return byTarget.stream().anyMatch(comparison -> comparison.paper().isEmpty()) ? Optional.empty()
                : byTarget.stream().map(comparison -> comparison.paper().get()).max(Comparator.naturalOrder());
    }

    /** @return on how many targets there is something to compare */
    long tested() {
        return byTarget.size() - count(Comparison.Answer.NOT_TESTED);
    }
}
