package dev.headstart.run;

import java.util.Optional;

/**
 * How long to train: in steps, or in passes over the data.
 *
 * @param steps  number of updates
 * @param epochs passes, used when {@code steps} is absent
 */
public record Length(Optional<Integer> steps, Optional<Double> epochs) {
    public Length {
        if (steps.isPresent() == epochs.isPresent()) {
            throw new IllegalArgumentException("Give the length of training either as --steps or as --epochs, not both.");
        }
        if (steps.orElse(1) < 1 || !(epochs.orElse(1.0) > 0)) {
            throw new IllegalArgumentException("Training lasts " + (steps.isPresent() ? steps.get() + " steps" : epochs.get()
                    + " epochs") + "; it must be above 0.");
        }
    }

    /** @param steps updates, at least 1 */
    public static Length ofSteps(int steps) {
        return new Length(Optional.of(steps), Optional.empty());
    }

    /** @param epochs passes over the data, above 0; 0.5 is half of them */
    public static Length ofEpochs(double epochs) {
        return new Length(Optional.empty(), Optional.of(epochs));
    }

    /** @return number of updates, at least 1 */
    public int in(int stepsPerEpoch) {
        return steps.orElseGet(() -> (int) Math.max(1, Math.round(epochs.orElseThrow() * stepsPerEpoch)));
    }
}
