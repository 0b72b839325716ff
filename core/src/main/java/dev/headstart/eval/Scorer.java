package dev.headstart.eval;

import java.util.List;

/** A way to judge predicted labels. */
public interface Scorer {
    /** @return what models are selected by, e.g. {@code f1} */
    String mainFigure();

    /**
     * @param gold      one list per sentence: one label per word, or one label
     * @param predicted of the same shape
     * @throws IllegalArgumentException if the shapes differ (naming the sentence, from 1) or there is no label at all
     */
    Scores score(List<List<String>> gold, List<List<String>> predicted);

    /** @return the counts of {@link Scores#total}, sentence by sentence; they add up to it */
    List<Counts> countsBySentence(List<List<String>> gold, List<List<String>> predicted);
}
