package dev.headstart.report;

import dev.headstart.experiment.Cell;
import dev.headstart.experiment.Experiment;
import dev.headstart.experiment.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Settings × targets, as Table 1 of the paper. All scores are in percent.
 *
 * @param rows one for each setting
 */
record ScoreTable(List<Row> rows) {
    static final String AVERAGE = "average";

    /**
     * @param primed  the category within which the best is marked: with or without priming
     * @param entries by target, and last {@link #AVERAGE}
     */
    record Row(String setting, boolean primed, Share share, Map<String, Entry> entries) {}

    /**
     * @param ours     empty if nothing is finished
     * @param expected how many seeds there should be
     * @param paper    the paper's score
     * @param best     of its category, where there is something to compare with
     */
    record Entry(Optional<Mean> ours, int expected, Optional<Double> paper, boolean best) {
        /** @return ours minus the paper's */
        Optional<Double> difference() {
            return ours.flatMap(mean -> paper.map(theirs -> mean.value() - theirs));
        }

        int finished() {
            return ours.map(Mean::seeds).orElse(0);
        }

        private Entry marked(boolean isBest) {
            return new Entry(ours, expected, paper, isBest);
        }
    }

    /** @return the main figure on the whole test sets, beside the paper's */
    static ScoreTable of(Cells cells) {
        return of(cells, cell -> Optional.of(cell.score()), true);
    }

    /** @return the main figure on the test sentences whose text is not in train */
    static ScoreTable unseen(Cells cells) {
        return of(cells, cell -> cell.unseen().map(unseen -> unseen.test().get(cell.figure())), false);
    }

    private static ScoreTable of(Cells cells, Function<Cell, Optional<Double>> score, boolean besidePaper) {
        List<Row> rows = new ArrayList<>();
        for (Setting setting : cells.experiment().settings()) {
            Map<String, Entry> entries = new LinkedHashMap<>();
            for (String target : cells.experiment().targets()) {
                Optional<Double> paper = Optional.ofNullable(setting.paper().get(target)).filter(there -> besidePaper);
                entries.put(target, new Entry(cells.mean(setting, target, score), setting.seeds().size(), paper, false));
            }
            entries.put(AVERAGE, new Entry(cells.average(setting, score), setting.seeds().size(),
                    paperAverage(cells.experiment(), setting).filter(there -> besidePaper), false));
            rows.add(new Row(setting.name(), setting.priming().isPresent(), Share.of(setting, cells.of(setting)), entries));
        }
        return new ScoreTable(rows).withBestMarked();
    }

    /** @return over all targets; empty if the paper lacks one */
    static Optional<Double> paperAverage(Experiment experiment, Setting setting) {
        List<Double> scores = experiment.targets().stream().filter(setting.paper()::containsKey).map(setting.paper()::get).toList();
        return scores.size() < experiment.targets().size() || scores.isEmpty() ? Optional.empty()
                : Optional.of(scores.stream().mapToDouble(Double::doubleValue).sum() / scores.size());
    }

    private ScoreTable withBestMarked() {
        return new ScoreTable(rows.stream().map(row -> new Row(row.setting, row.primed, row.share, row.entries.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().marked(isBest(row, entry.getKey())),
                        (a, b) -> a, LinkedHashMap::new)))).toList());
    }

    private boolean isBest(Row row, String column) {
        List<Double> rivals = rows.stream().filter(other -> other.primed == row.primed)
                .flatMap(other -> other.entries.get(column).ours().stream()).map(Mean::value).toList();
        Optional<Mean> ours = row.entries.get(column).ours();
        return rivals.size() > 1 && ours.isPresent() && rivals.stream().allMatch(rival -> rival <= ours.get().value());
    }
}
