package dev.headstart.report;

import dev.headstart.experiment.Claim;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The main results of one experiment. Scores and differences are in percent.
 *
 * @param name     of the experiment
 * @param finished cells
 * @param expected cells
 * @param figure   what is scored, e.g. {@code f1}
 * @param settings scores by setting, each by target and as {@code average}
 * @param claims   with their answers
 * @param gaps     how much of the way each setting goes
 */
public record Overview(String name, String title, int finished, int expected, String figure, Map<String, Map<String, Score>> settings,
        List<Answer> claims, List<Way> gaps) {
    /** The target that stands for all of them. */
    public static final String AVERAGE = ScoreTable.AVERAGE;

    /** @param mean empty if no seed is finished @param spread standard deviation over seeds @param seeds finished @param paper its score */
    public record Score(Optional<Double> mean, Optional<Double> spread, int seeds, Optional<Double> paper) {
        /** @return as the report shows it, e.g. {@code 77.91 ± 0.21} */
        public String shown() {
            return mean.map(value -> Shown.mean(new Mean(value, spread, seeds))).orElse("–");
        }

        /** @return the paper's score as the report shows it */
        public String shownPaper() {
            return paper.map(Shown::points).orElse("–");
        }
    }

    /** A comparison. @param target language, or {@code average} @param answer yes, no, not clear or not tested */
    public record Answer(String claim, String better, String than, String target, String answer, Optional<Double> difference,
            Optional<Double> low, Optional<Double> high) {}

    /** @param share of the way, in percent */
    public record Way(String setting, Optional<Double> share, Optional<Double> low, Optional<Double> high, Optional<Double> paper) {}

    static Overview of(Part part) {
        Map<String, Map<String, Score>> settings = new LinkedHashMap<>();
        part.table().rows().forEach(row -> settings.put(row.setting(), row.entries().entrySet().stream().collect(Collectors.toMap(
                Map.Entry::getKey, entry -> score(entry.getValue()), (a, b) -> a, LinkedHashMap::new))));
        return new Overview(part.experiment().name(), part.experiment().title(), part.cells().finished().size(), part.cells().expected(),
                part.cells().figure(), settings,
                part.claims().stream().flatMap(claim -> claim.all().stream().map(comparison -> answer(claim, comparison))).toList(),
                part.gaps().stream().map(gap -> new Way(gap.setting(), gap.share(), gap.interval().map(i -> i.low()),
                        gap.interval().map(i -> i.high()), gap.paper())).toList());
    }

    private static Score score(ScoreTable.Entry entry) {
        return new Score(entry.ours().map(Mean::value), entry.ours().flatMap(Mean::spread), entry.finished(), entry.paper());
    }

    private static Answer answer(ClaimAnswer claim, Comparison comparison) {
        Claim about = claim.claim();
        return new Answer(about.toString(), about.more().toString(), about.than().toString(), comparison.target(),
                comparison.answer().toString(),
                comparison.difference().map(d -> d.observed()), comparison.difference().map(d -> d.interval().low()),
                comparison.difference().map(d -> d.interval().high()));
    }
}
