package dev.headstart.cli;

import dev.headstart.experiment.Job;
import dev.headstart.experiment.Reproduction;
import dev.headstart.run.RunListener;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Shows on a terminal how an experiment goes: its table, redrawn in place as it fills, and a line about the job under way. */
final class ReproductionInPlace implements Reproduction.Audience {
    private static final long BETWEEN_DRAWINGS = 200_000_000;       // nanoseconds
    private static final long BETWEEN_TABLES = 10_000_000_000L;     // while waiting: cells are read anew for each

    private final PrintWriter terminal;
    private final Supplier<String> table;
    private final int longestLine;
    private final boolean withTraces;
    private final LongSupplier nanoTime;
    private int linesAbove;
    private long drawn;
    private long tableDrawn;

    /** @param table as it is now @param columns of the terminal: a line that wraps could not be redrawn @param withTraces of failures */
    ReproductionInPlace(PrintWriter terminal, Supplier<String> table, int columns, boolean withTraces, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.table = table;
        this.longestLine = columns - 1;
        this.withTraces = withTraces;
        this.nanoTime = nanoTime;
        draw();
    }

    private void draw() {
        String text = table.get().lines().map(this::fitting).collect(Collectors.joining("\n"));
        terminal.print((linesAbove > 0 ? "\r\033[" + linesAbove + "A" : "") + "\033[J" + text + "\n");
        terminal.flush();
        linesAbove = (int) text.lines().count();
        tableDrawn = nanoTime.getAsLong();
    }

    private String fitting(String line) {
        return line.length() > longestLine ? line.substring(0, longestLine) : line;
    }

    private void status(String line) {
        terminal.print("\r\033[K" + fitting(line));
        terminal.flush();
    }

    @Override
    public RunListener begun(Job job) {
        status(job.label());
        return new RunListener() {
            @Override
            public void say(String line) {}

            @Override
            public Task begin(String name, long total) {
                return (done, message) -> {
                    if (done == total || nanoTime.getAsLong() - drawn >= BETWEEN_DRAWINGS) {
                        drawn = nanoTime.getAsLong();
                        status(String.format(Locale.ROOT, "%s: %d %% of %s%s", job.label(), 100 * done / total, name,
                                message.isEmpty() ? "" : ", " + message));
                    }
                };
            }
        };
    }

    @Override
    public void finished(Job job) {
        if (job instanceof Job.Test) {
            draw();
        }
    }

    @Override
    public String reason(Throwable failure) {
        return Failures.message(failure);
    }

    /** A failure stays above the table. */
    @Override
    public void failed(Job job, Throwable failure) {
        terminal.print("\r\033[" + linesAbove + "A\033[Jfailed: " + job.label() + ": " + reason(failure) + "\n");
        if (withTraces) {
            failure.printStackTrace(terminal);
        }
        linesAbove = 0;
        draw();
    }

    @Override
    public void waiting() {
        if (nanoTime.getAsLong() - tableDrawn >= BETWEEN_TABLES) {
            draw();
        }
        status("Other processes have all that is left; waiting for them.");
    }
}
