package dev.headstart.experiment;

import dev.headstart.data.Split;
import dev.headstart.run.Checkpointing;
import dev.headstart.run.FineTuneConfig;
import dev.headstart.run.FineTuneRun;
import dev.headstart.run.PrimeRun;
import dev.headstart.run.RunListener;
import dev.headstart.torch.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Predicts how long jobs will take. A beginning of each kind of run is run, for some seconds, on the encoder and data of the
 * experiment; the rest is arithmetic: updates, pieces of text, passes.
 */
public final class Forecast implements AutoCloseable {
    private static final int PROBE_SENTENCES = 600;

    /** @param job that is to be done @param seconds that it will take one process */
    public record Line(Job job, double seconds) {}

    private final Worker worker;
    private final RunListener listener;
    private final Path scratch;
    private final Texts texts;
    private final Map<String, Pace> paces = new HashMap<>();
    private final Set<String> encoded = new HashSet<>();

    /**
     * @param folder  of the experiment: what is done there takes no time
     * @param scratch an empty folder for the beginnings
     * @param listener told what is being measured
     */
    public Forecast(Path folder, Path scratch, Experiment experiment, Commands commands, Engine engine, RunListener listener) {
        this.listener = listener;
        this.worker = new Worker(folder, commands, engine, Checkpointing.off(), false);
        this.scratch = scratch;
        this.texts = new Texts(Path.of(experiment.encoder()));
    }

    /** @return the plan's jobs that are not done, each with its time; tests include the tuning of the point that they choose */
    public List<Line> of(Plan plan) {
        List<Line> lines = new ArrayList<>();
        for (Job job : plan.jobs()) {
            if (!worker.isDone(job)) {
                lines.add(new Line(job, seconds(job)));
            }
        }
        return lines;
    }

    private double seconds(Job job) {
        if (job instanceof Job.Prime prime) {
            Pace pace = pace(prime);
            return pace.before() + pace.steps() * pace.step();
        }
        return job instanceof Job.Tune tune ? seconds(tune) : seconds((Job.Test) job);
    }

    private double seconds(Job.Tune tune) {
        FineTuneConfig config = config(tune);
        Pace pace = pace(tune);
        Texts.Size train = texts.of(config.data(), tune.target(), Split.TRAIN);
        Texts.Size dev = texts.of(config.data(), tune.target(), Split.DEV);
        int sentences = Math.min(train.sentences(), config.trainSentences().orElse(Integer.MAX_VALUE));
        int perEpoch = (sentences + config.batchSize() - 1) / config.batchSize();
        int steps = config.length().in(perEpoch);
        double looks = config.selection().bestOnDev() ? Math.ceil((double) steps / perEpoch) * dev.all() * pace.look() : 0;
        double longer = train.pieces() / probed(tune).pieces();
        double features = pace.encode() == 0 ? 0 : once(tune, Split.TRAIN, sentences * train.pieces() * pace.encode())
                + (looks == 0 ? 0 : once(tune, Split.DEV, dev.all() * pace.encode()));
        return pace.before() + features + steps * pace.step() * longer + looks;
    }

    /** The chosen tuning, unless it is one of the trials or has a line of its own, and a pass over the test set. */
    private double seconds(Job.Test test) {
        Job.Tune any = test.tune(test.tuning().points().get(0));
        boolean tunedBefore = test.trials().isEmpty() || test.trials().get(0).seed() == test.seed();
        Pace pace = pace(any);
        double pass = texts.of(config(any).data(), test.target(), test.on()).all() * (pace.encode() == 0 ? pace.look() : pace.encode());
        return (tunedBefore ? 0 : seconds(any)) + pace.before() + (pace.encode() == 0 ? pass : once(any, test.on(), pass));
    }

    /** What the encoder makes of a corpus is computed once, and kept for all tunings on it. */
    private double once(Job.Tune tune, Split split, double seconds) {
        return encoded.add(tune.from().map(Job.Prime::folder).orElse("") + " " + tune.target() + " " + split) ? seconds : 0;
    }

    private Pace pace(Job.Prime prime) {
        return paces.computeIfAbsent(prime.options().toString(), any -> {
            listener.say("measuring " + prime.kind());
            List<String> arguments = new CommandLines(scratch).of(prime);
            return Probe.of(probe -> new PrimeRun(worker.commands().prime(arguments), worker.engine(), probe).run(), false, 1, 1);
        });
    }

    /** Rates change nothing, nor does what the encoder was primed for. */
    private Pace pace(Job.Tune tune) {
        Map<String, String> options = new LinkedHashMap<>(tune.options());
        options.remove("rate");
        options.put("primed for", tune.from().map(prime -> prime.options().get("method")).orElse(""));
        return paces.computeIfAbsent("tune " + options, any -> {
            listener.say("measuring " + tune.kind());
            Job.Tune small = probe(tune);
            FineTuneConfig config = config(small);
            Texts.Size dev = texts.of(config.data(), tune.target(), Split.DEV);
            return Probe.of(probe -> new FineTuneRun(config, worker.engine(), probe).run(), config.selection().bestOnDev(),
                    probed(tune).pieces(), dev.all());
        });
    }

    private Texts.Size probed(Job.Tune tune) {
        return texts.of(config(probe(tune)).data(), tune.target(), Split.TRAIN);
    }

    /** The same on few sentences, for as long as it takes, from the encoder that is there already. */
    private static Job.Tune probe(Job.Tune tune) {
        Map<String, String> data = new LinkedHashMap<>(tune.ground().dataOptions());
        int limit = Optional.ofNullable(data.get("limit")).map(Integer::parseInt).orElse(Integer.MAX_VALUE);
        data.put("limit", Integer.toString(Math.min(limit, PROBE_SENTENCES)));
        Map<String, String> options = new LinkedHashMap<>(tune.options());
        options.remove("steps");
        options.put("epochs", "1000");
        options.put("no-cache", "true");
        tune.from().map(prime -> prime.options().get("method")).ifPresent(method -> options.putIfAbsent("method", method));
        Job.Ground ground = new Job.Ground(tune.ground().encoder(), tune.ground().data(), tune.ground().precision(), data, List.of());
        return new Job.Tune(ground, Optional.empty(), tune.name(), options, tune.target(), tune.seed());
    }

    private FineTuneConfig config(Job.Tune tune) {
        return worker.commands().finetune(new CommandLines(scratch).of(tune));
    }

    @Override
    public void close() {
        texts.close();
    }
}
