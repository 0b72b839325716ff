package dev.headstart.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C and the like, while a run trains: it is asked for a last checkpoint, and its files stay until it has left one. */
final class Interruption {
    /** Most that the end of a process waits for the step under way. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile boolean asked;

    /** Called by the thread that ends the process. */
    void ask() {
        asked = true;
        try {
            answered.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isAsked() {
        return asked;
    }

    void answer() {
        answered.countDown();
    }
}
