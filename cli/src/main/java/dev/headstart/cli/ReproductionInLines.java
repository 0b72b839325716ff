package dev.headstart.cli;

import dev.headstart.experiment.Job;
import dev.headstart.experiment.Results;
import dev.headstart.experiment.Reproduction;
import dev.headstart.run.RunListener;
import java.io.PrintWriter;

/** Shows how an experiment goes in lines: what is being done, and the table whenever a cell is finished. */
final class ReproductionInLines implements Reproduction.Audience {
    private final JsonOption output;
    private final PrintWriter err;
    private final Results results;
    private final boolean withTraces;
    private boolean waiting;

    /** @param withTraces of failures */
    ReproductionInLines(JsonOption output, PrintWriter err, Results results, boolean withTraces) {
        this.output = output;
        this.err = err;
        this.results = results;
        this.withTraces = withTraces;
    }

    @Override
    public RunListener begun(Job job) {
        waiting = false;
        say(job.label());
        return new ProgressOnly(new ShownRun(output, err));
    }

    @Override
    public void finished(Job job) {
        if (job instanceof Job.Test) {
            say("\n" + new ScoresSoFar(results) + "\n");
        }
    }

    @Override
    public String reason(Throwable failure) {
        return Failures.message(failure);
    }

    @Override
    public void failed(Job job, Throwable failure) {
        say("failed: " + job.label() + ": " + reason(failure));
        if (withTraces) {
            failure.printStackTrace(err);
        }
    }

    @Override
    public void waiting() {
        if (!waiting) {
            say("Other processes have all that is left; waiting for them.");
        }
        waiting = true;
    }

    private void say(String line) {
        if (!output.json()) {
            err.println(line);
        }
    }

    /** A job's progress without its facts, which are in its folder. */
    private record ProgressOnly(RunListener shown) implements RunListener {
        @Override
        public void say(String line) {}

        @Override
        public Task begin(String name, long total) {
            return shown.begin(name, total);
        }
    }
}
