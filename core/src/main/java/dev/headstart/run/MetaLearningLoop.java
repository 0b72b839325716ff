package dev.headstart.run;

import dev.headstart.data.Ahead;
import dev.headstart.data.Unit;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.optim.Checkpoints;
import dev.headstart.optim.Resumable;
import dev.headstart.optim.Snapshot;
import dev.headstart.optim.State;
import dev.headstart.peft.Classifier;
import dev.headstart.priming.DevEpisodes;
import dev.headstart.priming.Episode;
import dev.headstart.priming.EpisodeSampler;
import dev.headstart.priming.Priming;
import dev.headstart.priming.Source;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Algorithm 1, line 1: repeats the outer step, watches convergence, writes down what happened. */
record MetaLearningLoop(PrimeConfig config, Recipe.MetaLearning recipe, Classifier model, Sources sources,
        RunListener listener) implements PrimingLoop {
    private record StepLine(int step, double queryLoss, double outerRate, List<String> sources) {}

    @Override
    public Outcome run(Theta theta, RunDirectory directory, Checkpoints checkpoints) {
        Map<String, List<Unit>> units = Source.units(sources.trainSources());
        int steps = config.length().in(EpisodeSampler.stepsPerEpoch(units, recipe.drawn(), recipe.sampling()));
        try (Priming priming = new Priming(model, settings(steps), theta, units, sources::labels, config.seed());
                Watch watch = new Watch(theta, directory)) {
            Optional<EpisodeRecorder> recorder = config.recordEpisodes()
                    ? Optional.of(new EpisodeRecorder(directory, sources.train())) : Optional.empty();
            recorder.ifPresent(r -> r.tensors("init", theta.adapter(), priming.heads()));
            RunningLoss loss = new RunningLoss(steps);
            Resumable loop = Resumable.of(Map.of("priming", priming, "watch", watch, "loss", loss));
            int done = checkpoints.resume_(loop, steps);
            try (RunListener.Task task = listener.begin("priming", steps);
                    Ahead<Priming.Prepared> ahead = new Ahead<>(prepared(priming, done, steps))) {
                task.resume(done);
                for (int step = done + 1; step <= steps; step++) {
                    model.encoder().engine().seed(config.seed(), step);
                    Priming.StepReport report = priming.step(ahead.next());
                    loss.add(step, report.meanQueryLoss());
                    recorder.ifPresent(r -> r.record(report));
                    watch.note(step, report);
                    watch.look(priming, step, step == steps);
                    task.step(step, loss + watch.last);
                    checkpoints.passed(step, loop);
                }
            }
            Optional<Integer> kept = watch.keep();
            recorder.ifPresent(r -> r.tensors("final", theta.adapter(), priming.heads()));
            writeRates(directory, priming.learnedRates());
            return new Outcome(steps, loss.ofLastTenth(), kept, watch.score());
        }
    }

    private Priming.Config settings(int steps) {
        return new Priming.Config(recipe.inner(), config.outer().over(steps), config.outer().constants(), recipe.heads(), recipe.meta(),
                config.microBatch().orElse(Integer.MAX_VALUE));
    }

    /** @param done steps whose tasks are drawn, but passed over */
    private Iterator<Priming.Prepared> prepared(Priming priming, int done, int steps) {
        EpisodeSampler sampler = new EpisodeSampler(sources.trainSources(), recipe.drawn(), recipe.sampling(), config.seed());
        return Stream.generate(sampler::next).limit(steps).skip(done).map(priming::prepare).iterator();
    }

    private static void writeRates(RunDirectory directory, Map<String, Double> learned) {
        if (!learned.isEmpty()) {
            directory.writeJson("inner_rates.json", learned);
        }
    }

    /** Looks at the sources' dev episodes now and then, and remembers the best parameters if asked to. */
    private final class Watch implements Resumable, AutoCloseable {
        private final JsonLines metrics;
        private final Optional<DevEpisodes> episodes;
        private final Optional<Snapshot> snapshot;
        private final String figure = DevEpisodes.figure(sources.trainSources());
        private double best = Double.NEGATIVE_INFINITY;
        private Optional<Integer> bestStep = Optional.empty();
        private Optional<DevScore> lastScore = Optional.empty();
        private String last = "";

        Watch(Theta theta, RunDirectory directory) {
            this.metrics = directory.metrics(config.settings());
            this.episodes = config.convergence().map(c -> DevEpisodes.draw(sources.devSources(), recipe.drawn(),
                    recipe.sampling(), c.episodes(), config.seed() + 1));
            this.snapshot = config.convergence().filter(PrimeConfig.Convergence::keepBest)
                    .map(c -> new Snapshot(theta, Set.of(Part.PRETRAINED, Part.ADAPTER)));
        }

        void note(int step, Priming.StepReport report) {
            metrics.append(new StepLine(step, report.meanQueryLoss(), report.rate(),
                    report.tasks().stream().map(Episode::source).toList()));
        }

        void look(Priming priming, int step, boolean atEnd) {
            if (episodes.isEmpty() || (step % config.convergence().orElseThrow().every() != 0 && !atEnd)) {
                return;
            }
            DevEpisodes.Result result = episodes.get().judge(priming);
            boolean better = result.score() > best;
            metrics.append(line(step, result, better));
            if (better) {
                best = result.score();
                bestStep = Optional.of(step);
                snapshot.ifPresent(Snapshot::take_);
            }
            DevScore score = new DevScore(figure, result.score());
            lastScore = Optional.of(score);
            last = String.format(Locale.ROOT, ", dev loss %.4f %s", result.loss(), score);
            listener.say(String.format(Locale.ROOT, "step %d: dev episodes loss %.4f, %s%s", step, result.loss(), score,
                    better ? " (best)" : ""));
        }

        /** With the scores of the sources where they are of several kinds. */
        private Map<String, Object> line(int step, DevEpisodes.Result result, boolean better) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("step", step);
            line.put("dev_query_loss", result.loss());
            line.put("dev_" + figure, result.score());
            if (!sources.corpora().isOneTask()) {
                line.put("dev_by_source", result.bySource());
            }
            line.put("best", better);
            return line;
        }

        /** @return of the parameters that {@link #keep} leaves */
        Optional<DevScore> score() {
            return snapshot.isPresent() ? bestStep.map(step -> new DevScore(figure, best)) : lastScore;
        }

        Optional<Integer> keep() {
            snapshot.ifPresent(Snapshot::restore_);
            return snapshot.flatMap(s -> bestStep);
        }

        @Override
        public State state() {
            if (lastScore.isEmpty()) {
                return State.NONE;
            }
            State kept = snapshot.map(Snapshot::state).orElse(State.NONE);
            return kept.and(State.of(Map.of("best", best, "best_step", (double) bestStep.orElseThrow(), "last", lastScore.get().value())));
        }

        @Override
        public void restore_(State state) {
            if (!state.numbers().isEmpty()) {
                snapshot.ifPresent(s -> s.restore_(state));
                best = state.number("best");
                bestStep = Optional.of((int) state.number("best_step"));
                lastScore = Optional.of(new DevScore(figure, last(state)));
            }
        }

        private static double last(State state) {
            if (!state.numbers().containsKey("last")) {
                throw new IllegalArgumentException("The checkpoint is of an earlier version, which did not keep the last score on the "
                        + "sources' dev data. Discard it with --fresh.");
            }
            return state.number("last");
        }

        @Override
        public void close() {
            snapshot.ifPresent(Snapshot::close);
        }
    }
}
