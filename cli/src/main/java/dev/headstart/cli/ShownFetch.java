package dev.headstart.cli;

import dev.headstart.hub.Hub;
import dev.headstart.hub.HubListener;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Shows on standard error what is fetched from the hub. @param quiet whether to show nothing */
record ShownFetch(boolean quiet, PrintWriter err) implements HubListener {
    private static final long MEGABYTE = 1_000_000;

    /** @return models and data sets by name, as the environment says */
    Hub hub() {
        return Hub.fromEnvironment(System.getenv(), Path.of(System.getProperty("user.home")), this);
    }

    @Override
    public void say(String line) {
        if (!quiet) {
            err.println(line);
        }
    }

    /** What comes in a moment gets no progress of its own. */
    @Override
    public Transfer fetching(String file, long bytes) {
        return quiet || bytes < MEGABYTE ? done -> { } : new Shown(Progress.start("Fetching " + file + ", MB", bytes / MEGABYTE, err));
    }

    /** Progress never falls, though a download may have to start again; then it stands until there is more than before. */
    private static final class Shown implements Transfer {
        private final Progress progress;
        private long shown;

        Shown(Progress progress) {
            this.progress = progress;
        }

        @Override
        public void at(long done) {
            long megabytes = done / MEGABYTE;
            if (megabytes > shown) {
                shown = megabytes;
                progress.step(megabytes, "");
            }
        }

        @Override
        public void close() {
            progress.close();
        }
    }
}
