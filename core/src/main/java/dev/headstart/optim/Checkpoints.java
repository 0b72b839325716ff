package dev.headstart.optim;

import java.util.Map;

/** Where a loop of training leaves its state now and then, so that another process can go on from there. */
public interface Checkpoints {
    /** There are none, and none are left. */
    Checkpoints NONE = new Checkpoints() {
        @Override
        public int resume_(Resumable loop, int steps) {
            return 0;
        }

        @Override
        public void passed(int step, Resumable loop) {}
    };

    /**
     * Puts {@code loop} back to where an earlier process was.
     *
     * @param steps of the whole loop
     * @return how many of them are done; 0 where there is nothing to go on from
     */
    int resume_(Resumable loop, int steps);

    /** Told after each step, when {@code loop} is at rest. @param step how many are done */
    void passed(int step, Resumable loop);

    /** @return the same for a loop of which {@code more} is kept as well, e.g. by whoever listens to it */
    default Checkpoints with(Resumable more) {
        Checkpoints own = this;
        return new Checkpoints() {
            @Override
            public int resume_(Resumable loop, int steps) {
                return own.resume_(both(loop), steps);
            }

            @Override
            public void passed(int step, Resumable loop) {
                own.passed(step, both(loop));
            }

            private Resumable both(Resumable loop) {
                return Resumable.of(Map.of("loop", loop, "listener", more));
            }
        };
    }
}
