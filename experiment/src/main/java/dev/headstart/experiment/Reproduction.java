package dev.headstart.experiment;

import dev.headstart.io.AtomicFile;
import dev.headstart.io.DiskException;
import dev.headstart.io.JsonText;
import dev.headstart.run.Checkpointing;
import dev.headstart.run.RunListener;
import dev.headstart.torch.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Does an experiment's jobs, as many as are not done yet. Any number of processes may work in one folder: each job is claimed by
 * one, and whoever is killed leaves nothing but what can be continued.
 */
public final class Reproduction {
    /** Told how it goes. */
    public interface Audience {
        /** @param job that begins @return who hears what the job itself has to say */
        RunListener begun(Job job);

        /** @param job that another process, or an earlier one, or this one has finished */
        void finished(Job job);

        /** @param why in one line */
        void failed(Job job, String why);

        /** Other processes have all that is left. */
        void waiting();
    }

    /**
     * @param folder       of the experiment, made if it is not there
     * @param pace         of checkpoints
     * @param keepEncoders whether the encoders of fully fine-tuned models stay after their test
     * @param retry        whether to try again what has failed before
     */
    public record Config(Path folder, Checkpointing pace, boolean keepEncoders, boolean retry) {}

    private enum State { DONE, BUSY, FAILED }

    private static final long PAUSE = 1_000;    // milliseconds between looks at what other processes do

    private final Experiment experiment;
    private final Config config;
    private final Worker worker;
    private final Failures failures;
    private final Journal journal;
    private final Audience audience;

    /** @param engine where to compute @param clock of the journal */
    public Reproduction(Experiment experiment, Config config, Commands commands, Engine engine, Clock clock, Audience audience) {
        this.experiment = experiment;
        this.config = config;
        this.worker = new Worker(config.folder, commands, engine, config.pace, config.keepEncoders);
        this.failures = new Failures(config.folder);
        this.journal = Journal.begin(config.folder, engine.threads(), clock);
        this.audience = audience;
    }

    /**
     * Writes down what the folder is about, so that {@link Results} finds it.
     *
     * @param lines     of the experiment's file
     * @param precision of matrix products
     * @throws IllegalArgumentException if the folder has results of the same name on another encoder or data, or with another precision
     */
    public static void enter(Path folder, Experiment experiment, List<String> lines, String precision) {
        Path file = Results.fileOf(folder, experiment.name());
        if (Files.exists(file)) {
            Results.Entry there = Results.read(file);
            String before = there.experiment().encoder() + ", " + there.experiment().data() + ", " + there.precision();
            String now = experiment.encoder() + ", " + experiment.data() + ", " + precision;
            if (!now.equals(before)) {
                throw new IllegalArgumentException(folder + " holds " + experiment.name() + " with encoder, data and precision " + before
                        + ", not " + now + ". Choose another --out.");
            }
        }
        try {
            Files.createDirectories(file.getParent());
            AtomicFile.writeString(file, JsonText.pretty(new Results.Entry(precision, lines, experiment)) + "\n");
        } catch (IOException e) {
            throw new DiskException("Cannot write", file, e);
        }
    }

    /** Works until every test is done or cannot be. @return the tests that cannot, for a reason of theirs or of what they need */
    public List<Job> run() {
        if (config.retry) {
            failures.forget();
        }
        List<Job> tests = Plan.of(experiment).jobs().stream().filter(Job.Test.class::isInstance).toList();
        while (true) {
            List<State> states = tests.stream().map(this::attempt).toList();
            if (!states.contains(State.BUSY)) {
                return tests.stream().filter(test -> !worker.isDone(test)).toList();
            }
            audience.waiting();
            pause();
        }
    }

    /** Does what the job needs, then the job, as far as nobody else is at it. */
    private State attempt(Job job) {
        if (worker.isDone(job)) {
            return State.DONE;
        }
        if (failures.of(job).isPresent()) {
            return State.FAILED;
        }
        State needs = job instanceof Job.Test test ? chosen(test) : all(job.needs());
        return needs == State.DONE ? claim(job) : needs;
    }

    /** Makes the choice on dev and what was chosen. A trial that fails, e.g. since its rate is too high, is not chosen. */
    private State chosen(Job.Test test) {
        List<State> trials = test.trials().stream().map(this::attempt).toList();
        if (trials.contains(State.BUSY)) {
            return State.BUSY;
        }
        if (!trials.isEmpty() && !trials.contains(State.DONE)) {
            return State.FAILED;
        }
        Job.Tune chosen = worker.chosen(test);
        worker.renew(chosen);
        return attempt(chosen);
    }

    private State all(List<Job> needs) {
        List<State> states = needs.stream().map(this::attempt).toList();
        return states.contains(State.FAILED) ? State.FAILED : states.contains(State.BUSY) ? State.BUSY : State.DONE;
    }

    private State claim(Job job) {
        Optional<JobLock> claimed = JobLock.take(config.folder, job);
        if (claimed.isEmpty()) {
            return State.BUSY;
        }
        try (JobLock lock = claimed.get()) {
            return worker.isDone(job) ? State.DONE : perform(job);   // another may have finished it between looking and claiming
        }
    }

    private State perform(Job job) {
        long began = System.nanoTime();
        journal.note(job, Journal.Event.BEGUN, 0, Optional.empty());
        try {
            worker.run(job, audience.begun(job));
        } catch (DiskException e) {
            throw e;    // the next job would fail alike
        } catch (RuntimeException e) {
            String why = Optional.ofNullable(e.getMessage()).orElse(e.toString());
            failures.note(job, why);
            journal.note(job, Journal.Event.FAILED, seconds(began), Optional.of(why));
            audience.failed(job, why);
            return State.FAILED;
        }
        journal.note(job, Journal.Event.FINISHED, seconds(began), Optional.empty());
        audience.finished(job);
        return State.DONE;
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for another process.", e);
        }
    }
}
