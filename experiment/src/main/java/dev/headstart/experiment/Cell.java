package dev.headstart.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One number of a table and all that stands behind it: a setting on a target with a seed, tested once.
 *
 * @param target     language
 * @param seed       of priming and tuning
 * @param primedBy   options of the priming; empty without one
 * @param chosen     options of the tuning
 * @param trials     what these were chosen from on dev; empty where there was no choice
 * @param figure     what is scored, e.g. {@code f1}
 * @param test       all figures on test by name, fractions of 1
 * @param unseen     the same on the test sentences whose text is not in train
 * @param sentences  tested on
 * @param dev        the main figure on dev of the model that was tested, if dev was looked at
 * @param trainable  parameters that fine-tuning moved
 * @param parameters of the whole model, head included
 * @param steps      of fine-tuning
 * @param seconds    that the fine-tuning took
 * @param provenance versions, and hashes of encoder and data, by name; several values, where priming and tuning differ, in order
 * @param commands   that give the same by hand, in their order
 */
public record Cell(String target, long seed, Map<String, String> primedBy, Map<String, String> chosen, List<Trial> trials,
        String figure, Map<String, Double> test, Optional<Unseen> unseen, int sentences, Optional<Double> dev, long trainable,
        long parameters, int steps, double seconds, Map<String, List<String>> provenance, List<String> commands) {
    /**
     * One point of a grid.
     *
     * @param options of the tuning
     * @param dev     the main figure on dev, a fraction of 1; empty if training diverged
     */
    public record Trial(Map<String, String> options, Optional<Double> dev) {}

    /** @param sentences how many there are @param test all figures on them by name */
    public record Unseen(int sentences, Map<String, Double> test) {}

    /** @return the main figure on test, a fraction of 1 */
    public double score() {
        return test.get(figure);
    }
}
