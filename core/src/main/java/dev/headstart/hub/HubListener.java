package dev.headstart.hub;

/** Told what is fetched. */
public interface HubListener {
    /** Hears nothing. */
    HubListener SILENT = new HubListener() {
        @Override
        public void say(String line) {}

        @Override
        public Transfer fetching(String file, long bytes) {
            return done -> {};
        }
    };

    /** Something to know, in one line. */
    void say(String line);

    /** A file begins to come. @param bytes all that it has */
    Transfer fetching(String file, long bytes);

    /** A file on its way. */
    @FunctionalInterface
    interface Transfer extends AutoCloseable {
        /** @param done bytes that are here; may fall where a download has to start again */
        void at(long done);

        @Override
        default void close() {}
    }
}
