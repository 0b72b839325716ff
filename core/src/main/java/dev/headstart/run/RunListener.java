package dev.headstart.run;

/** Told how a run goes; the command line shows it, a library user may ignore it. */
public interface RunListener {
    /** Hears nothing. */
    RunListener SILENT = new RunListener() {
        @Override
        public void say(String line) {}

        @Override
        public Task begin(String name, long total) {
            return (done, message) -> {};
        }
    };

    /** A fact about the run, one line or a small table. */
    void say(String line);

    /** Starts a task of {@code total} steps. */
    Task begin(String name, long total);

    /** A task under way. */
    @FunctionalInterface
    interface Task extends AutoCloseable {
        /** Told before the first step. @param done steps that earlier processes have done */
        default void resume(long done) {}

        /** @param done steps so far @param message e.g. the loss */
        void step(long done, String message);

        @Override
        default void close() {}
    }
}
