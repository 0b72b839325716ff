package dev.headstart.run;

/** How long a run has taken, with what earlier processes spent on it. */
final class WallTime {
    private final long started = System.nanoTime();
    private double before;

    double seconds() {
        return before + (System.nanoTime() - started) / 1e9;
    }

    /** @param seconds that other processes spent */
    void continueFrom(double seconds) {
        before = seconds;
    }
}
