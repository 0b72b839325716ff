package dev.headstart.eval;

import java.util.Map;
import java.util.SortedMap;

/** The result of one evaluation, whatever was predicted. All figures are fractions of 1. */
public interface Scores {
    /** @return the number that papers report and that models are selected by: a key of {@link #figures} */
    String mainFigure();

    /** @return figures over everything by name, in the order in which they are shown */
    Map<String, Double> figures();

    /** @return over everything */
    Counts total();

    /** @return what {@link #total} is called in a table */
    String totalName();

    /** @return what {@link #types} are: {@code type} of entity, or {@code label} */
    String kindOfType();

    /** @return counts of everything that is in the right labels or in the prediction, sorted by name */
    SortedMap<String, Counts> types();

    /** @return number of sentences, at least 1 */
    int sentences();

    /** @return the value of the main figure */
    default double main() {
        return figures().get(mainFigure());
    }
}
