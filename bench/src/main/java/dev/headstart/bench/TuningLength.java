package dev.headstart.bench;

import dev.headstart.data.Unit;
import java.util.List;

/**
 * How long to fine-tune.
 *
 * @param epochs    passes over the training data, at least 1
 * @param batchSize sentences a step, at least 1
 */
public record TuningLength(int epochs, int batchSize) {
    public TuningLength {
        if (epochs < 1 || batchSize < 1) {
            throw new IllegalArgumentException("Fine-tuning has " + epochs + " epochs with batches of " + batchSize
                    + "; both must be at least 1.");
        }
    }

    int batches(List<Unit> units) {
        return (units.size() + batchSize - 1) / batchSize;
    }
}
