package dev.headstart.priming;

import java.util.List;

/**
 * A task 𝒯i: a support set to adapt on and a query set to judge by, both of one source.
 *
 * @param source  its name, e.g. a language
 * @param support numbers of units of that source, 𝒟tr
 * @param query   numbers of units of that source, 𝒟ts; no sentence of it has the text of a support sentence
 */
public record Episode(String source, List<Integer> support, List<Integer> query) {
    public Episode {
        support = List.copyOf(support);
        query = List.copyOf(query);
        if (support.isEmpty() || query.isEmpty()) {
            throw new IllegalArgumentException("A task in '" + source + "' has " + support.size() + " support and "
                    + query.size() + " query sentences; it needs at least one of each.");
        }
    }

    /**
     * How large episodes are.
     *
     * @param tasks   tasks per outer step, |𝒯|
     * @param support sentences per support set; with shots the most there may be
     * @param query   sentences per query set
     */
    public record Shape(int tasks, int support, int query) {
        public Shape {
            if (tasks < 1 || support < 1 || query < 1) {
                throw new IllegalArgumentException("An outer step has " + tasks + " tasks of " + support + " support and "
                        + query + " query sentences; each must be at least 1.");
            }
        }
    }
}
