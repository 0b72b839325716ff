package dev.headstart.report;

import dev.headstart.experiment.Cell;
import dev.headstart.experiment.Experiment;
import dev.headstart.experiment.Results;
import dev.headstart.experiment.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is finished of an experiment.
 *
 * @param experiment all that should be
 * @param finished   in the order of settings, targets and seeds
 */
record Cells(Experiment experiment, Map<Place, Cell> finished) {
    /** Where a cell stands. @param setting its name */
    record Place(String setting, String target, long seed) {}

    static Cells read(Results results) {
        Map<Place, Cell> finished = new LinkedHashMap<>();
        for (Setting setting : results.experiment().settings()) {
            for (String target : results.experiment().targets()) {
                setting.seeds().forEach(seed -> results.cell(setting, target, seed)
                        .ifPresent(cell -> finished.put(new Place(setting.name(), target, seed), cell)));
            }
        }
        return new Cells(results.experiment(), finished);
    }

    /** @return how many there should be */
    int expected() {
        return experiment.settings().stream().mapToInt(setting -> setting.seeds().size()).sum() * experiment.targets().size();
    }

    /** @return what is scored, e.g. {@code f1} */
    String figure() {
        return finished.values().stream().map(Cell::figure).findFirst().orElse("f1");
    }

    /** @return the finished cells of one setting and target, in the order of seeds */
    List<Cell> of(Setting setting, String target) {
        return setting.seeds().stream().map(seed -> finished.get(new Place(setting.name(), target, seed))).filter(Objects::nonNull)
                .toList();
    }

    /** @return all finished cells of a setting */
    List<Cell> of(Setting setting) {
        return experiment.targets().stream().flatMap(target -> of(setting, target).stream()).toList();
    }

    /** @return mean over the seeds, in percent */
    Optional<Mean> mean(Setting setting, String target, Function<Cell, Optional<Double>> score) {
        return Mean.of(of(setting, target).stream().map(score).flatMap(Optional::stream).map(fraction -> 100 * fraction).toList());
    }

    /** @return mean over the targets, then over those seeds that have all targets, in percent */
    Optional<Mean> average(Setting setting, Function<Cell, Optional<Double>> score) {
        return Mean.of(setting.seeds().stream().map(seed -> experiment.targets().stream()
                .map(target -> Optional.ofNullable(finished.get(new Place(setting.name(), target, seed))).flatMap(score))
                .flatMap(Optional::stream).toList()).filter(scores -> scores.size() == experiment.targets().size())
                .map(scores -> 100 * scores.stream().mapToDouble(Double::doubleValue).sum() / scores.size()).toList());
    }
}
