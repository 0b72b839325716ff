package dev.headstart.report;

import dev.headstart.data.Split;
import dev.headstart.eval.Counts;
import dev.headstart.eval.SentenceCounts;
import dev.headstart.experiment.Cell;
import dev.headstart.experiment.Claim;
import dev.headstart.experiment.Experiment;
import dev.headstart.experiment.Gap;
import dev.headstart.experiment.Setting;
import dev.headstart.experiment.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small experiment with two seeds on hi and nl, and its parts. */
final class Small {
    private Small() {}

    static Setting setting(String name, boolean primed, Map<String, Double> paper) {
        return new Setting(name, primed ? Optional.of(new Strategy("meta", Map.of("by", List.of("algorithm-1")))) : Optional.empty(),
                new Strategy("adapter", Map.of("tuning", List.of("adapter"))), List.of(1L, 2L), paper, Optional.of("0.4 %"));
    }

    static Experiment experiment(Setting... settings) {
        return experiment(List.of(), Optional.empty(), settings);
    }

    static Experiment experiment(List<Claim> claims, Optional<Gap> gap, Setting... settings) {
        return new Experiment("small", "Small", "encoder", "data", "fp32", new Strategy("data-options", Map.of()), List.of("en"),
                List.of("hi", "nl"), Split.TEST, 1, List.of(settings), claims, gap, List.of());
    }

    static Cell cell(String target, long seed, double f1) {
        return new Cell(target, seed, Map.of(), Map.of("rate", "1e-3"), List.of(), "f1", Map.of("f1", f1, "precision", f1, "recall", f1),
                Optional.of(new Cell.Unseen(5, Map.of("f1", f1 / 2))), 10, Optional.of(f1), 100, 10_000, 7, 3.5, Map.of(), List.of());
    }

    /** @param scores of each setting: hi with seeds 1 and 2, nl with seeds 1 and 2; NaN for what is not finished */
    static Cells cells(Experiment experiment, double[]... scores) {
        Map<Cells.Place, Cell> finished = new LinkedHashMap<>();
        for (int s = 0; s < scores.length; s++) {
            for (int i = 0; i < 4; i++) {
                String target = experiment.targets().get(i / 2);
                if (!Double.isNaN(scores[s][i])) {
                    finished.put(new Cells.Place(experiment.settings().get(s).name(), target, i % 2 + 1),
                            cell(target, i % 2 + 1, scores[s][i]));
                }
            }
        }
        return new Cells(experiment, finished);
    }

    /** @param right for each sentence whether its only span was found; else another was predicted */
    static SentenceCounts counts(boolean... right) {
        List<Counts> counts = new ArrayList<>();
        for (boolean found : right) {
            counts.add(new Counts(found ? 1 : 0, 1, 1));
        }
        return SentenceCounts.of(counts);
    }
}
