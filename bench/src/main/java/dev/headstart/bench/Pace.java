package dev.headstart.bench;

/**
 * How much one child does: untimed steps until it runs steadily, then timed ones. Quick variants take more steps than slow
 * ones, since {@code seconds} hold as well.
 *
 * @param warmup  least number of steps that are not timed, at least 0
 * @param steps   least number of steps that are, at least 1
 * @param seconds least time for the ones and for the others, at least 0
 */
public record Pace(int warmup, int steps, double seconds) {
    public Pace {
        if (warmup < 0 || steps < 1 || !(seconds >= 0)) {
            throw new IllegalArgumentException("There are " + warmup + " steps to warm up, " + steps + " to time and " + seconds
                    + " seconds for either; there must be at least 0, 1 and 0.");
        }
    }

    /** A child on its way. */
    final class Progress {
        private boolean timing = warmup == 0 && seconds == 0;
        private int done;
        private double spent;

        /** @return whether there is another step to take */
        boolean more() {
            return !timing || done < steps || spent < seconds;
        }

        /** @return whether the step that took {@code took} seconds counts */
        boolean counts(double took) {
            boolean counted = timing;
            done++;
            spent += took;
            if (!timing && done >= warmup && spent >= seconds) {
                timing = true;
                done = 0;
                spent = 0;
            }
            return counted;
        }
    }
}
