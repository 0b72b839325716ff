package dev.headstart.cli;

import java.io.PrintWriter;

/** Tells a person how far a long task is. Open it with try-with-resources; close it before printing anything else. */
interface Progress extends AutoCloseable {
    /** Tells nothing. */
    Progress SILENT = (done, message) -> { };

    /** @param done steps that were finished before this process began, so that they count for no rate */
    default void resume(long done) {}

    /**
     * @param done    finished steps, from 1 to the total, never falling
     * @param message short and about the step, e.g. {@code loss 0.231}; may be empty
     */
    void step(long done, String message);

    @Override
    default void close() {}

    /**
     * A bar on a terminal, else lines at intervals.
     *
     * @param task  what is done, e.g. {@code Priming}
     * @param total number of steps, at least 1
     */
    static Progress start(String task, long total, PrintWriter err) {
        if (total < 1) {
            throw new IllegalArgumentException("'" + task + "' has " + total + " steps; it must have at least 1.");
        }
        return columns() > 0
                ? new ProgressOnTerminal(task, total, System.err, columns())
                : new ProgressInLines(task, total, err, System::nanoTime);
    }

    /**
     * @return width of the terminal that standard error is; 0 if it is none. The launcher says so, since Java can only tell from
     *         its release 22 on
     */
    static int columns() {
        return Integer.getInteger("headstart.terminal", 0);
    }

    /** @return its height, likewise */
    static int rows() {
        return Integer.getInteger("headstart.terminal.rows", 0);
    }
}
