package dev.headstart.report;

import dev.headstart.experiment.Cell;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The numbers behind a report, for other programs. Scores and differences are in percent. */
record CsvFiles(List<Part> parts) {
    /** @return a row for every finished cell */
    String results() {
        CsvFile file = new CsvFile("experiment", "setting", "target", "seed", "scored_on", "figure", "score", "f1", "precision", "recall",
                "unseen_score", "dev_score", "sentences", "unseen_sentences", "trainable", "parameters", "steps", "seconds",
                "primed_by", "tuned_by");
        parts.forEach(part -> part.cells().finished().forEach((place, cell) -> file.row(part.experiment().name(), place.setting(),
                place.target(), place.seed(), part.experiment().scoreOn(), cell.figure(), percent(cell.score()),
                percent(cell.test().get("f1")), percent(cell.test().get("precision")), percent(cell.test().get("recall")),
                cell.unseen().map(unseen -> percent(unseen.test().get(cell.figure()))).orElse(""),
                cell.dev().map(CsvFiles::percent).orElse(""), cell.sentences(),
                cell.unseen().map(Cell.Unseen::sentences).map(String::valueOf).orElse(""), cell.trainable(), cell.parameters(),
                cell.steps(), String.format(Locale.ROOT, "%.1f", cell.seconds()),
                options(cell.primedBy()), options(cell.chosen()))));
        return file.toString();
    }

    /** @return a row for every claim and target, and one for its average */
    String claims() {
        CsvFile file = new CsvFile("experiment", "better", "than", "target", "answer", "difference", "low", "high", "seeds",
                "resamples", "paper_difference");
        parts.forEach(part -> part.claims().forEach(claim -> claim.all().forEach(comparison -> file.row(part.experiment().name(),
                claim.claim().more(), claim.claim().than(), comparison.target(), comparison.answer(),
                points(comparison.difference(), Estimate::observed), points(comparison.difference(), there -> there.interval().low()),
                points(comparison.difference(), there -> there.interval().high()), comparison.shownSeeds(),
                comparison.difference().map(Estimate::resamples).map(String::valueOf).orElse(""),
                points(comparison.paper(), paper -> paper)))));
        return file.toString();
    }

    private static String percent(Double fraction) {
        return fraction == null ? "" : number(100 * fraction);
    }

    private static <T> String points(Optional<T> of, Function<T, Double> number) {
        return of.map(number).map(CsvFiles::number).orElse("");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String options(Map<String, String> options) {
        return options.entrySet().stream().map(option -> option.getKey() + "=" + option.getValue()).collect(Collectors.joining("; "));
    }
}
