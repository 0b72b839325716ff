package dev.headstart.eval;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Scores of labels that stand alone.
 *
 * @param types     counts of every label that is in the right labels or in the prediction, sorted by name
 * @param sentences number of sentences, at least 1
 */
public record LabelScores(SortedMap<String, Counts> types, int sentences) implements Scores {
    static final String ACCURACY = "accuracy";

    public LabelScores {
        types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
        if (sentences < 1 || types.isEmpty()) {
            throw new IllegalArgumentException("No scores from " + sentences + " sentences with " + types.size()
                    + " labels; an evaluation needs at least one of each.");
        }
    }

    @Override
    public String mainFigure() {
        return ACCURACY;
    }

    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(ACCURACY, accuracy());
        figures.put("macro_f1", macroF1());
        return figures;
    }

    /** @return share of the labels that were predicted, in [0, 1] */
    public double accuracy() {
        return (double) total().truePositives() / total().gold();
    }

    /** @return unweighted mean of the F1 of {@link #types}, in [0, 1] */
    public double macroF1() {
        return types.values().stream().mapToDouble(Counts::f1).average().orElseThrow();
    }

    /** Every label is predicted once, so that there are as many of either: precision, recall and F1 are the accuracy. */
    @Override
    public Counts total() {
        return types.values().stream().reduce(Counts.NONE, Counts::plus);
    }

    @Override
    public String totalName() {
        return ACCURACY;
    }

    @Override
    public String kindOfType() {
        return "label";
    }
}
