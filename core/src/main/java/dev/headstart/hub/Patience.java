package dev.headstart.hub;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * For how long to wait for what.
 *
 * @param silence without a byte after which a connection counts as dead
 * @param clock   by which a server's dates are in the future
 * @param pause   how to wait
 */
record Patience(Duration silence, Clock clock, Pause pause) {
    /** Lets time pass. */
    @FunctionalInterface
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    /** Work that may fail for now. */
    interface Attempt<T> {
        T run() throws IOException;

        /** @return whether the last run, though it failed, got nearer to the end */
        default boolean advanced() {
            return false;
        }
    }

    private static final int TRIES = 5;
    private static final Duration FIRST = Duration.ofSeconds(1);
    /** Who is told to wait longer than this had better come back. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    static Patience usual() {
        return new Patience(Duration.ofSeconds(30), Clock.systemUTC(), duration -> Thread.sleep(duration.toMillis()));
    }

    /**
     * Tries again, after 1, 2, 4 and 8 seconds or when the server says, until five tries in a row got nowhere.
     *
     * @param waiting told before each wait why and for how long
     * @throws IOException of the last try
     */
    <T> T untilDone(Attempt<T> attempt, BiConsumer<IOException, Duration> waiting) throws IOException {
        for (int failures = 1;; failures++) {
            try {
                return attempt.run();
            } catch (IOException e) {
                failures = attempt.advanced() ? 1 : failures;
                Duration wait = delay(e).orElse(FIRST.multipliedBy(1L << (failures - 1)));
                if (failures >= TRIES || isFinal(e) || wait.compareTo(LONGEST) > 0) {
                    throw e;
                }
                waiting.accept(e, wait);
                pause(wait);
            }
        }
    }

    private static boolean isFinal(IOException e) {
        return e instanceof Unavailable unavailable && !unavailable.worthRepeating();
    }

    private static Optional<Duration> delay(IOException e) {
        return e instanceof Unavailable unavailable ? unavailable.delay() : Optional.empty();
    }

    /** Waits. @throws IllegalStateException if this thread is interrupted */
    void pause(Duration duration) {
        try {
            pause.of(duration);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Interrupted while fetching from the hub.", e);
    }
}
