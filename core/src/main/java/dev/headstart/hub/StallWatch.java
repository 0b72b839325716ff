package dev.headstart.hub;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A stream that ends with an error when its reader has waited for a while, once to twice as long as asked for, where a plain one
 * would wait for ever.
 */
final class StallWatch extends InputStream {
    private final InputStream stream;
    private final Duration silence;
    private final ScheduledExecutorService watch;
    private volatile boolean waiting;
    private volatile boolean seenWaiting;
    private volatile boolean stalled;

    /** @param stream one that can be closed by another thread than its reader's */
    StallWatch(InputStream stream, Duration silence) {
        this.stream = stream;
        this.silence = silence;
        watch = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "watch a download");
            thread.setDaemon(true);
            return thread;
        });
        watch.scheduleWithFixedDelay(this::look, silence.toMillis(), silence.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (waiting && seenWaiting) {
            stalled = true;
            closeQuietly();
        }
        seenWaiting = waiting;
    }

    private void closeQuietly() {
        try {
            stream.close();
        } catch (IOException e) {
            return;   // the reader finds out
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        seenWaiting = false;
        waiting = true;
        try {
            int count = stream.read(target, offset, length);
            if (stalled) {
                throw new IOException("the stream was closed");
            }
            return count;
        } catch (IOException e) {
            throw stalled ? new IOException("nothing came for " + silence.toSeconds() + " s", e) : e;
        } finally {
            waiting = false;
        }
    }

    @Override
    public void close() throws IOException {
        watch.shutdownNow();
        stream.close();
    }
}
