package dev.headstart.run;

import dev.headstart.data.Ahead;
import dev.headstart.data.Unit;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.optim.LinearSchedule;
import dev.headstart.optim.Snapshot;
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
    public Outcome run(Theta theta, RunDirectory directory) {
        Map<String, Source> drawn = sources.trainSources();
        Map<String, List<Unit>> units = Source.units(drawn);
        int steps = config.length().in(EpisodeSampler.stepsPerEpoch(units, recipe.drawn()));
        LinearSchedule schedule = config.outer().over(steps);
        Priming.Config settings = new Priming.Config(recipe.inner(), schedule, config.outer().constants(), recipe.heads(),
                recipe.meta(), config.microBatch().orElse(Integer.MAX_VALUE));
        try (Priming priming = new Priming(model, settings, theta, units, sources::labels, config.seed());
                Watch watch = new Watch(theta, directory)) {
            Optional<EpisodeRecorder> recorder = config.recordEpisodes()
                    ? Optional.of(new EpisodeRecorder(directory, sources.train())) : Optional.empty();
            recorder.ifPresent(r -> r.tensors("init", theta.adapter(), priming.heads()));
            EpisodeSampler sampler = new EpisodeSampler(drawn, recipe.drawn(), recipe.sampling(), config.seed());
            RunningLoss loss = new RunningLoss(steps);
            Iterator<Priming.Prepared> prepared = Stream.generate(sampler::next).map(priming::prepare).limit(steps).iterator();
            try (RunListener.Task task = listener.begin("priming", steps); Ahead<Priming.Prepared> ahead = new Ahead<>(prepared)) {
                for (int step = 1; step <= steps; step++) {
                    Priming.StepReport report = priming.step(ahead.next());
                    loss.add(step, report.meanQueryLoss());
                    watch.metrics.append(new StepLine(step, report.meanQueryLoss(), report.rate(),
                            report.tasks().stream().map(Episode::source).toList()));
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

    /** Looks at the sources' dev episodes now and then, and remembers the best parameters if asked to. */
    private final class Watch implements AutoCloseable {
        private final JsonLines metrics;
        private final Optional<DevEpisodes> episodes;
        private final Optional<Snapshot> snapshot;
        private final String figure = DevEpisodes.figure(sources.trainSources());
        private double best = Double.NEGATIVE_INFINITY;
        private Optional<Integer> bestStep = Optional.empty();
        private String last = "";

        Watch(Theta theta, RunDirectory directory) {
            this.metrics = directory.lines("metrics.jsonl");
            this.episodes = config.convergence().map(c -> DevEpisodes.draw(sources.devSources(), recipe.drawn(),
                    recipe.sampling(), c.episodes(), config.seed() + 1));
            this.snapshot = config.convergence().filter(PrimeConfig.Convergence::keepBest)
                    .map(c -> new Snapshot(theta, Set.of(Part.PRETRAINED, Part.ADAPTER)));
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
            String score = String.format(Locale.ROOT, "%s %.2f", Figures.shown(figure), 100 * result.score());
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

        Optional<Integer> keep() {
            snapshot.ifPresent(Snapshot::restore_);
            return snapshot.flatMap(s -> bestStep);
        }

        @Override
        public void close() {
            snapshot.ifPresent(Snapshot::close);
        }
    }
}
