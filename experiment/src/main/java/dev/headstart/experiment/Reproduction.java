package dev.headstart.experiment;

import dev.headstart.io.AtomicFile;
import dev.headstart.io.DiskException;
import dev.headstart.io.JsonText;
import dev.headstart.io.LockFile;
import dev.headstart.io.Shutdown;
import dev.headstart.run.Checkpointing;
import dev.headstart.run.DivergenceException;
import dev.headstart.run.RunListener;
import dev.headstart.torch.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Does an experiment's jobs, as many as are not done yet. Any number of processes may work in one folder: each job is claimed by
 * one, and whoever is killed leaves nothing but what can be continued.
 */
public final class Reproduction {
    /** Told how it goes. */
    public interface Audience {
        /** @param job that begins @return who hears what the job itself has to say */
        RunListener begun(Job job);

        /** @param job that this process has finished */
        void finished(Job job);

        /** @return why something failed, in one line, as it is written down */
        String reason(Throwable failure);

        /** @param job that this process could not do @param failure that ended it */
        void failed(Job job, Throwable failure);

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

    /** @param test that could not be done @param why in one line */
    public record Undone(Job test, String why) {}

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
     * @param lines         of the experiment's file
     * @param encoderSha256 fingerprint of its encoder: jobs are named by the encoder's place, and must not be mixed with those of
     *                      another that was there before
     * @throws IllegalArgumentException if the folder has results of the same name on another encoder or data, or with another precision;
     *                                  or if the encoder has changed
     */
    public static void enter(Path folder, Experiment experiment, List<String> lines, String encoderSha256) {
        for (Results.Entry entry : Results.entries(folder)) {
            Experiment before = entry.experiment();
            if (before.name().equals(experiment.name()) && !ground(experiment).equals(ground(before))) {
                throw new IllegalArgumentException(folder + " holds " + experiment.name() + " with encoder, data and precision "
                        + ground(before) + ", not " + ground(experiment) + ". Choose another --out.");
            }
            if (before.encoder().equals(experiment.encoder()) && !entry.encoderSha256().equals(encoderSha256)) {
                throw new IllegalArgumentException(folder + " holds results of an encoder that was in " + experiment.encoder()
                        + " before; another is there now. Choose another --out.");
            }
        }
        Path file = Results.fileOf(folder, experiment.name());
        try {
            Files.createDirectories(file.getParent());
            AtomicFile.writeString(file, JsonText.pretty(new Results.Entry(lines, experiment, encoderSha256)) + "\n");
        } catch (IOException e) {
            throw new DiskException("Cannot write", file, e);
        }
    }

    private static String ground(Experiment experiment) {
        return experiment.encoder() + ", " + experiment.data() + ", " + experiment.precision();
    }

    /** Works until every test is done or cannot be. @return those that cannot */
    public List<Undone> run() {
        List<Job.Test> tests = Plan.tests(experiment);
        if (config.retry) {
            tests.stream().flatMap(Job.Test::possible).forEach(failures::forget);
        }
        while (tests.stream().map(this::attempt).toList().contains(State.BUSY)) {
            audience.waiting();
            pause();
        }
        List<Undone> undone = tests.stream().filter(test -> !worker.isDone(test)).map(test -> new Undone(test, why(test))).toList();
        if (undone.isEmpty()) {
            tests.stream().flatMap(Job.Test::possible).filter(Job.Tune.class::isInstance).map(Job.Tune.class::cast).distinct()
                    .forEach(this::forgetEncoder);
        }
        return undone;
    }

    private String why(Job.Test test) {
        return test.possible().flatMap(job -> failures.of(job).stream()).map(failure -> failure.label() + ": " + failure.why()).findFirst()
                .orElse("what it needs is missing");
    }

    /** Does what the job needs, then the job, as far as nobody else is at it. */
    private State attempt(Job job) {
        if (worker.isDone(job)) {
            return State.DONE;
        }
        if (failures.of(job).isPresent()) {
            return State.FAILED;
        }
        if (job instanceof Job.Test test) {
            State trials = tried(test);
            return trials == State.DONE ? tuneAndTest(test, worker.trials(test)) : trials;
        }
        List<State> needs = job.needs().stream().map(this::attempt).toList();
        return needs.contains(State.FAILED) ? State.FAILED : needs.contains(State.BUSY) ? State.BUSY : claim(job);
    }

    /** What the choice on dev is made of. A trial that diverges, as its rate is too high, is not chosen. */
    private State tried(Job.Test test) {
        Map<Job.Tune, State> states = new LinkedHashMap<>();
        test.trials().forEach(trial -> states.put(trial, attempt(trial)));
        if (states.containsValue(State.BUSY)) {
            return State.BUSY;
        }
        boolean allJudged = states.entrySet().stream().allMatch(trial -> trial.getValue() == State.DONE
                || failures.of(trial.getKey()).map(Failures.Failure::diverged).orElse(false));
        return allJudged && (states.isEmpty() || states.containsValue(State.DONE)) ? State.DONE : State.FAILED;
    }

    private State tuneAndTest(Job.Test test, List<Cell.Trial> trials) {
        Job.Tune chosen = Worker.chosen(test, trials);
        State tuned = attempt(chosen);
        if (tuned != State.DONE) {
            return tuned;
        }
        State tested = claimed(test, () -> claimed(chosen, () -> test(test, trials)));
        if (tested == State.DONE) {
            // those of another seed are its own test's to forget
            test.trials().stream().filter(trial -> trial.seed() == test.seed()).forEach(this::forgetEncoder);
        }
        return tested;
    }

    /** A tuning that was tested before, for another experiment, and has lost its encoder is made again. */
    private State test(Job.Test test, List<Cell.Trial> trials) {
        if (worker.isDone(test)) {
            return State.DONE;
        }
        Job.Tune chosen = Worker.chosen(test, trials);
        State whole = worker.isWhole(chosen) ? State.DONE : perform(chosen, listener -> worker.runAgain(chosen, listener));
        State tested = whole == State.DONE ? perform(test, listener -> worker.test(test, trials, listener)) : whole;
        if (tested == State.DONE) {
            worker.forgetEncoder(chosen);
        }
        return tested;
    }

    private void forgetEncoder(Job.Tune tune) {
        claimed(tune, () -> {
            worker.forgetEncoder(tune);
            return State.DONE;
        });
    }

    private State claim(Job job) {
        // another may have finished it between looking and claiming
        return claimed(job, () -> worker.isDone(job) ? State.DONE : perform(job, listener -> run(job, listener)));
    }

    private void run(Job job, RunListener listener) {
        if (job instanceof Job.Prime prime) {
            worker.run(prime, listener);
        } else if (job instanceof Job.Tune tune) {
            worker.run(tune, listener);
        }
    }

    private State claimed(Job job, Supplier<State> work) {
        Optional<LockFile> claimed = JobLock.take(config.folder, job);
        if (claimed.isEmpty()) {
            return State.BUSY;
        }
        try (LockFile lock = claimed.get()) {
            return work.get();
        }
    }

    private State perform(Job job, Consumer<RunListener> work) {
        long began = System.nanoTime();
        journal.note(job, Journal.Event.BEGUN, 0, Optional.empty());
        try {
            work.accept(audience.begun(job));
        } catch (DiskException e) {
            throw e;    // the next job would fail alike
        } catch (RuntimeException | OutOfMemoryError e) {
            if (Shutdown.isUnderWay()) {
                throw e;
            }
            String why = audience.reason(e);
            failures.note(job, why, e instanceof DivergenceException);
            journal.note(job, Journal.Event.FAILED, seconds(began), Optional.of(why));
            audience.failed(job, e);
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
