package dev.headstart.priming;

import java.util.Optional;

/**
 * How tasks are drawn.
 *
 * @param draw  from which source
 * @param shots K: how often each label type shall occur in a support set; empty: support sets are any sentences
 */
public record Sampling(Draw draw, Optional<Integer> shots) {
    public Sampling {
        if (shots.orElse(1) < 1) {
            throw new IllegalArgumentException("There are " + shots.get() + " shots; there must be at least 1.");
        }
    }

    /** Sources take turns, supports are any sentences: the paper states neither. */
    public static Sampling defaults() {
        return new Sampling(Draw.TURNS, Optional.empty());
    }

    /** @return the same with as many tasks of every source */
    Sampling inTurns() {
        return new Sampling(Draw.TURNS, shots);
    }
}
