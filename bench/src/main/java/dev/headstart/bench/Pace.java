package dev.headstart.bench;

/**
 * How much one child does.
 *
 * @param warmup steps that are not timed, at least 0
 * @param steps  steps that are, at least 1
 */
public record Pace(int warmup, int steps) {
    public Pace {
        if (warmup < 0 || steps < 1) {
            throw new IllegalArgumentException("There are " + warmup + " steps to warm up and " + steps
                    + " to time; there must be at least 0 and 1.");
        }
    }

    int all() {
        return warmup + steps;
    }
}
