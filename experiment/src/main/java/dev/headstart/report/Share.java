package dev.headstart.report;

import dev.headstart.experiment.Cell;
import dev.headstart.experiment.Setting;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;

/**
 * How much of a model fine-tuning trains, in percent. Where targets have other labels it is not the same for all.
 *
 * @param least of all targets; empty if nothing is finished
 * @param most  of all targets
 * @param paper as it is printed there
 */
record Share(Optional<Double> least, Optional<Double> most, Optional<String> paper) {
    static Share of(Setting setting, List<Cell> cells) {
        DoubleSummaryStatistics shares = cells.stream().mapToDouble(cell -> 100.0 * cell.trainable() / cell.parameters())
                .summaryStatistics();
        return shares.getCount() == 0 ? new Share(Optional.empty(), Optional.empty(), setting.share())
                : new Share(Optional.of(shares.getMin()), Optional.of(shares.getMax()), setting.share());
    }
}
