package dev.headstart.cli;

import dev.headstart.run.RunListener;
import java.io.PrintWriter;

/** Shows a run on standard error: its facts as lines, its tasks as progress. */
record ShownRun(JsonOption output, PrintWriter err) implements RunListener {
    private static final String OVER_THE_BAR = "\r\033[K";

    @Override
    public void say(String line) {
        if (!output.json()) {
            err.println((Progress.columns() > 0 ? OVER_THE_BAR : "") + line);
        }
    }

    @Override
    public Task begin(String name, long total) {
        Progress progress = output.progress(name, total);
        return new Task() {
            @Override
            public void resume(long done) {
                progress.resume(done);
            }

            @Override
            public void step(long done, String message) {
                progress.step(done, message);
            }

            @Override
            public void close() {
                progress.close();
            }
        };
    }
}
