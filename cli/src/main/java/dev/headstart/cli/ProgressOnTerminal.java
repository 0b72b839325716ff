package dev.headstart.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar that is redrawn in place, with rate and time left. */
final class ProgressOnTerminal implements Progress {
    private static final int REDRAW_MILLISECONDS = 200;

    private final ProgressBar bar;

    ProgressOnTerminal(String task, long total, PrintStream terminal) {
        bar = new ProgressBarBuilder().setTaskName(task).setInitialMax(total)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK).setUpdateIntervalMillis(REDRAW_MILLISECONDS)
                .showSpeed().setConsumer(new ConsoleProgressBarConsumer(terminal)).build();
    }

    @Override
    public void resume(long done) {
        bar.stepTo(done);
    }

    @Override
    public void step(long done, String message) {
        bar.stepTo(done);
        bar.setExtraMessage(" " + message);   // the bar leaves no gap
    }

    @Override
    public void close() {
        bar.close();
    }
}
