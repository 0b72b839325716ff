package dev.headstart.experiment;

import java.util.List;
import java.util.Optional;

/**
 * A picture of some settings' scores.
 *
 * @param kind     what it looks like
 * @param title    of the picture
 * @param settings their names, in this order
 * @param x        with a curve: which option of which strategy runs along, e.g. {@code tuning.train-sentences}
 * @param says     what the paper says of it
 */
public record Figure(Kind kind, String title, List<String> settings, Optional<String> x, Optional<String> says) {
    /** Kinds of pictures. */
    public enum Kind {
        /** For every target a group of bars, one a setting (paper, figure 3). */
        BARS,
        /** Priming × tuning strategies, the average over targets in each field (paper, figure 4). */
        MATRIX,
        /** Average score against a number; settings that differ in nothing else make a line. */
        CURVE
    }

    public Figure {
        settings = List.copyOf(settings);
        if ((kind == Kind.CURVE) != x.isPresent()) {
            throw new IllegalArgumentException(kind == Kind.CURVE ? "A curve needs x, e.g. x: tuning.train-sentences."
                    : "Only a curve has an x. Remove it, or say kind: curve.");
        }
        x.filter(option -> !option.matches("(priming|tuning)\\..+")).ifPresent(option -> {
            throw new IllegalArgumentException("x is '" + option + "'; say priming.OPTION or tuning.OPTION, e.g. priming.inner-rate.");
        });
    }
}
