package dev.headstart.cli;

import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar that is redrawn in place, with rate and time left. It is drawn when it is known where the task begins. */
final class ProgressOnTerminal implements Progress {
    private static final int REDRAW_MILLISECONDS = 200;

    private final ProgressBarBuilder builder;
    private ProgressBar bar;

    /** @param columns of the terminal; left to find out, the bar would take Ctrl-C away from the program */
    ProgressOnTerminal(String task, long total, PrintStream terminal, int columns) {
        builder = new ProgressBarBuilder().setTaskName(task).setInitialMax(total)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK).setUpdateIntervalMillis(REDRAW_MILLISECONDS)
                .showSpeed().setConsumer(new ConsoleProgressBarConsumer(terminal, columns - 1));
    }

    @Override
    public void resume(long done) {
        bar = builder.startsFrom(done, Duration.ZERO).build();
    }

    @Override
    public void step(long done, String message) {
        if (bar == null) {
            bar = builder.build();
        }
        bar.stepTo(done);
        bar.setExtraMessage(" " + message);   // the bar leaves no gap
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
