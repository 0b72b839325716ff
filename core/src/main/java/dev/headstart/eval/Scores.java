package dev.headstart.eval;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The result of one evaluation.
 *
 * @param micro        counts over all types; their F1 is the number that papers report
 * @param types        counts of every type that is in the gold labels or in the prediction, sorted by name
 * @param sentences    number of sentences, at least 1
 * @param words        number of words, at least 1
 * @param correctWords words whose label was predicted exactly
 */
public record Scores(Counts micro, SortedMap<String, Counts> types, int sentences, int words, int correctWords) {
    public Scores {
        types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
        if (sentences < 1 || words < 1 || correctWords < 0 || correctWords > words) {
            throw new IllegalArgumentException("No scores from " + sentences + " sentences with " + correctWords
                    + " of " + words + " words right; an evaluation needs at least one sentence and one word.");
        }
    }

    /** @return share of the words whose label is right, {@code O} included, in [0, 1] */
    public double accuracy() {
        return (double) correctWords / words;
    }
}
