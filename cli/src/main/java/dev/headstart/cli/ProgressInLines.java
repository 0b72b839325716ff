package dev.headstart.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** A line every 10 seconds or every tenth of the task, whichever comes first, and one at the end. */
final class ProgressInLines implements Progress {
    private static final double LONGEST_SILENCE = 10;   // seconds
    private static final double SHORTEST_SILENCE = 1;
    private static final int PARTS = 10;

    private final String task;
    private final long total;
    private final PrintWriter err;
    private final LongSupplier nanoTime;
    private final long start;
    private long printedAt;
    private long printed;
    private long before;
    private long done;
    private String message = "";

    ProgressInLines(String task, long total, PrintWriter err, LongSupplier nanoTime) {
        this.task = task;
        this.total = total;
        this.err = err;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.printedAt = start;
    }

    @Override
    public void resume(long done) {
        before = done;
        printed = done;
    }

    @Override
    public void step(long done, String message) {
        this.done = done;
        this.message = message;
        double silence = seconds(printedAt);
        boolean tenth = done * PARTS / total > printed * PARTS / total;
        if (done >= total || silence >= LONGEST_SILENCE || tenth && silence >= SHORTEST_SILENCE) {
            print();
        }
    }

    /** Says where the task stopped, if that was before its end. */
    @Override
    public void close() {
        if (done > printed) {
            print();
        }
    }

    private void print() {
        double rate = (done - before) / Math.max(seconds(start), 1e-9);
        String rest = done >= total ? "took " + clock(seconds(start)) : clock((total - done) / rate) + " left";
        err.println(String.format(Locale.ROOT, "%s: %,d/%,d (%d %%), %s/s, %s%s", task, done, total, 100 * done / total,
                threeDigits(rate), rest, message.isEmpty() ? "" : ", " + message));
        printed = done;
        printedAt = nanoTime.getAsLong();
    }

    private double seconds(long since) {
        return (nanoTime.getAsLong() - since) / 1e9;
    }

    private static String threeDigits(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    /** @return e.g. {@code 0:07}, {@code 12:30} or {@code 1:02:03} */
    private static String clock(double seconds) {
        Duration time = Duration.ofSeconds(Math.round(seconds));
        return time.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }
}
