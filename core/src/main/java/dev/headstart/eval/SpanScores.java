package dev.headstart.eval;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Scores of spans.
 *
 * @param micro        counts over all types; their F1 is the number that papers report
 * @param types        counts of every type that is in the gold labels or in the prediction, sorted by name
 * @param sentences    number of sentences, at least 1
 * @param words        number of words, at least 1
 * @param correctWords words whose label was predicted exactly
 */
public record SpanScores(Counts micro, SortedMap<String, Counts> types, int sentences, int words, int correctWords)
        implements Scores {
    static final String F1 = "f1";

    public SpanScores {
        types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
        if (sentences < 1 || words < 1 || correctWords < 0 || correctWords > words) {
            throw new IllegalArgumentException("No scores from " + sentences + " sentences with " + correctWords
                    + " of " + words + " words right; an evaluation needs at least one sentence and one word.");
        }
    }

    @Override
    public String mainFigure() {
        return F1;
    }

    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(F1, micro.f1());
        figures.put("precision", micro.precision());
        figures.put("recall", micro.recall());
        return figures;
    }

    @Override
    public Counts total() {
        return micro;
    }

    @Override
    public String totalName() {
        return "micro avg";
    }

    @Override
    public String kindOfType() {
        return "type";
    }

    /** @return share of the words whose label is right, {@code O} included, in [0, 1] */
    public double accuracy() {
        return (double) correctWords / words;
    }
}
