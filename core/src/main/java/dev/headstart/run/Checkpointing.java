package dev.headstart.run;

import java.time.Duration;
import java.util.Optional;

/**
 * How often a run leaves a checkpoint, from which the same run goes on after an interruption as if there had been none.
 * Changes nothing but the time. Wherever a checkpoint is left, the next run to the same folder goes on from it.
 *
 * @param every least time between two; empty: time brings none
 * @param steps number of steps between two; empty: their number brings none
 * @param fresh whether to discard the checkpoint of an earlier run and start anew
 */
public record Checkpointing(Optional<Duration> every, Optional<Integer> steps, boolean fresh) {
    /** What the command line takes unless told otherwise. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(5);

    public Checkpointing {
        if (every.filter(time -> time.isNegative() || time.isZero()).isPresent() || steps.orElse(1) < 1) {
            throw new IllegalArgumentException("Checkpoints come every "
                    + every.map(Duration::toString).orElseGet(() -> steps.get() + " steps")
                    + "; it must be above 0. To have none, turn them off.");
        }
    }

    /** Leaves none. */
    public static Checkpointing off() {
        return new Checkpointing(Optional.empty(), Optional.empty(), false);
    }

    /** @param time least time between two, above 0 */
    public static Checkpointing every(Duration time) {
        return new Checkpointing(Optional.of(time), Optional.empty(), false);
    }

    /** @param steps of the outer loop between two, at least 1 */
    public static Checkpointing everySteps(int steps) {
        return new Checkpointing(Optional.empty(), Optional.of(steps), false);
    }

    /** @return the same, starting anew */
    public Checkpointing fromTheStart() {
        return new Checkpointing(every, steps, true);
    }

    boolean isOn() {
        return every.isPresent() || steps.isPresent();
    }

    /** @param step how many are done @param nanos since the last checkpoint */
    boolean isDue(int step, long nanos) {
        return steps.filter(number -> step % number == 0).isPresent() || every.filter(time -> nanos >= time.toNanos()).isPresent();
    }
}
