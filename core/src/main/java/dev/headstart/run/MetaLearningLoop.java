package dev.headstart.run;

import dev.headstart.data.Ahead;
import dev.headstart.data.Unit;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.optim.LinearSchedule;
import dev.headstart.optim.Snapshot;
import dev.headstart.peft.Classifier;
import dev.headstart.priming.DevEpisodes;
import dev.headstart.priming.EpisodeSampler;
import dev.headstart.priming.Priming;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Algorithm 1, line 1: repeats the outer step, watches convergence, writes down what happened. */
record MetaLearningLoop(PrimeConfig config, Recipe.MetaLearning recipe, Classifier model, Sources sources,
        RunListener listener) implements PrimingLoop {
    private record StepLine(int step, double queryLoss, double outerRate) {}

    private record DevLine(int step, double devQueryLoss, double devF1, boolean best) {}

    @Override
    public Outcome run(Theta theta, RunDirectory directory) {
        Map<String, List<Unit>> units = Sources.units(sources.train());
        int steps = config.length().in(EpisodeSampler.stepsPerEpoch(units, recipe.drawn()));
        LinearSchedule schedule = config.outer().over(steps);
        Priming.Config settings = new Priming.Config(recipe.inner(), schedule, config.outer().constants(), recipe.heads(),
                recipe.meta(), config.microBatch().orElse(Integer.MAX_VALUE));
        try (Priming priming = new Priming(model, settings, theta, units, sources.labels().size(), config.seed());
                Watch watch = new Watch(theta, directory)) {
            Optional<EpisodeRecorder> recorder = config.recordEpisodes()
                    ? Optional.of(new EpisodeRecorder(directory, sources.train())) : Optional.empty();
            recorder.ifPresent(r -> r.tensors("init", theta.adapter(), priming.heads()));
            EpisodeSampler sampler = new EpisodeSampler(units, recipe.drawn(), config.seed());
            RunningLoss loss = new RunningLoss(steps);
            Iterator<Priming.Prepared> prepared = Stream.generate(sampler::next).map(priming::prepare).limit(steps).iterator();
            try (RunListener.Task task = listener.begin("priming", steps); Ahead<Priming.Prepared> ahead = new Ahead<>(prepared)) {
                for (int step = 1; step <= steps; step++) {
                    Priming.StepReport report = priming.step(ahead.next());
                    loss.add(step, report.meanQueryLoss());
                    watch.metrics.append(new StepLine(step, report.meanQueryLoss(), report.rate()));
                    recorder.ifPresent(r -> r.record(report));
                    watch.look(priming, step, step == steps);
                    task.step(step, loss + watch.last);
                }
            }
            if (!priming.learnedRates().isEmpty()) {
                directory.writeJson("inner_rates.json", priming.learnedRates());
            }
            Optional<Integer> kept = watch.keep();
            recorder.ifPresent(r -> r.tensors("final", theta.adapter(), priming.heads()));
            return new Outcome(steps, loss.ofLastTenth(), kept);
        }
    }

    /** Looks at the source languages' dev episodes now and then, and remembers the best parameters if asked to. */
    private final class Watch implements AutoCloseable {
        private final JsonLines metrics;
        private final Optional<DevEpisodes> episodes;
        private final Optional<Snapshot> snapshot;
        private Optional<DevLine> best = Optional.empty();
        private String last = "";

        Watch(Theta theta, RunDirectory directory) {
            this.metrics = directory.lines("metrics.jsonl");
            this.episodes = config.convergence().map(c -> DevEpisodes.draw(Sources.units(sources.dev()), recipe.drawn(),
                    c.episodes(), sources.labels(), config.seed() + 1));
            this.snapshot = config.convergence().filter(PrimeConfig.Convergence::keepBest)
                    .map(c -> new Snapshot(theta, Set.of(Part.PRETRAINED, Part.ADAPTER)));
        }

        void look(Priming priming, int step, boolean atEnd) {
            if (episodes.isEmpty() || (step % config.convergence().orElseThrow().every() != 0 && !atEnd)) {
                return;
            }
            DevEpisodes.Result result = episodes.get().judge(priming);
            boolean better = best.isEmpty() || result.f1() > best.get().devF1();
            DevLine line = new DevLine(step, result.loss(), result.f1(), better);
            metrics.append(line);
            if (better) {
                best = Optional.of(line);
                snapshot.ifPresent(Snapshot::take_);
            }
            last = String.format(Locale.ROOT, ", dev loss %.4f F1 %.2f", result.loss(), 100 * result.f1());
            listener.say(String.format(Locale.ROOT, "step %d: dev episodes loss %.4f, F1 %.2f%s", step, result.loss(),
                    100 * result.f1(), better ? " (best)" : ""));
        }

        Optional<Integer> keep() {
            snapshot.ifPresent(Snapshot::restore_);
            return snapshot.flatMap(s -> best.map(DevLine::step));
        }

        @Override
        public void close() {
            snapshot.ifPresent(Snapshot::close);
        }
    }
}
