package dev.headstart.finetune;

import dev.headstart.data.Ahead;
import dev.headstart.data.EncodedCorpus;
import dev.headstart.data.Split;
import dev.headstart.data.TokenBatch;
import dev.headstart.data.Unit;
import dev.headstart.eval.Scorer;
import dev.headstart.eval.Scores;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.optim.AdamW;
import dev.headstart.optim.Checkpoints;
import dev.headstart.optim.LinearSchedule;
import dev.headstart.optim.Resumable;
import dev.headstart.peft.Classifier;
import dev.headstart.peft.Tuning;
import dev.headstart.torch.Scope;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;

/**
 * Fine-tuning on labelled sentences: AdamW on the parts of θ that the kind of tuning moves, in place.
 *
 * @param model    h(g(f(·)))
 * @param config   how to train
 * @param features where the encoder's output is kept while θp is frozen
 */
public record FineTuning(Classifier model, Config config, FeatureStorage features) {
    /** Keeps features for this run alone. */
    public FineTuning(Classifier model, Config config) {
        this(model, config, FeatureStorage.forThisRun());
    }

    /**
     * @param tuning        which parts move
     * @param schedule      rate and number of steps
     * @param constants     of AdamW
     * @param batchSize     units per step
     * @param evaluateEvery steps between evaluations on dev; the last step is always evaluated
     * @param patience      evaluations without a better score after which training stops; empty: never
     * @param seed          of the order of batches and of what is dropped at random
     * @param mostTogether  units in one pass of the encoder; larger batches take several, with the same result
     */
    public record Config(Tuning tuning, LinearSchedule schedule, AdamW.Constants constants, int batchSize,
            int evaluateEvery, Optional<Integer> patience, long seed, int mostTogether) {
        public Config {
            if (batchSize < 1 || evaluateEvery < 1 || patience.orElse(1) < 1 || mostTogether < 1) {
                throw new IllegalArgumentException("Batch size " + batchSize + ", evaluation every " + evaluateEvery
                        + " steps, patience " + patience.map(String::valueOf).orElse("none") + ", micro-batch " + mostTogether
                        + ": each must be at least 1.");
            }
        }

        /** A batch in one pass. */
        public Config(Tuning tuning, LinearSchedule schedule, AdamW.Constants constants, int batchSize, int evaluateEvery,
                Optional<Integer> patience, long seed) {
            this(tuning, schedule, constants, batchSize, evaluateEvery, patience, seed, Integer.MAX_VALUE);
        }
    }

    /**
     * @param step  number of updates so far
     * @param loss  mean training loss since the last evaluation, nats per labelled token
     * @param dev   scores on dev
     * @param best  whether no earlier evaluation was better
     */
    public record Evaluation(int step, double loss, Scores dev, boolean best) {}

    /** The evaluation whose parameters are kept. @param step number of updates before it @param dev the main figure, a fraction of 1 */
    public record Best(int step, double dev) {}

    /**
     * By what models are selected.
     *
     * @param scorer its main figure decides
     */
    public record Dev(EncodedCorpus corpus, Scorer scorer) {}

    /** Told how training goes. */
    public interface Listener {
        /** @param split train or dev @param units encoded so far @param all that there are, before training starts */
        default void encoded(Split split, int units, int all) {}

        /** @param split train or dev @param reused whether its features were there already */
        default void kept(Split split, boolean reused) {}

        /** @param step number of updates so far @param loss of this batch, nats per labelled token */
        default void stepped(int step, double loss) {}

        /** Told after each evaluation on dev. */
        default void evaluated(Evaluation evaluation) {}
    }

    /** {@link #run(Theta, List, Optional, Listener, Checkpoints)} from beginning to end. */
    public Optional<Best> run(Theta theta, List<Unit> train, Optional<Dev> dev, Listener listener) {
        return run(theta, train, dev, listener, Checkpoints.NONE);
    }

    /**
     * Trains. With a dev set, {@code theta} ends at the best evaluation; without one, at the last step.
     *
     * @param theta moved in place
     * @return the best evaluation, if there is a dev set
     */
    public Optional<Best> run(Theta theta, List<Unit> train, Optional<Dev> dev, Listener listener, Checkpoints checkpoints) {
        Set<Part> moving = moving();
        if (theta.only(moving).tensors().isEmpty()) {
            throw new IllegalArgumentException("Nothing to train: " + config.tuning + " tuning of this model has no parameters.");
        }
        try (Features kept = features(theta, train, Split.TRAIN, listener);
                Selection selection = new Selection(theta, moving, config.patience);
                AdamW optimizer = new AdamW(theta, moving, config.constants);
                DevSet devSet = new DevSet(theta, dev, listener)) {
            Training training = new Training(theta, kept, optimizer, devSet, selection, new MeanLoss());
            Resumable loop = training.moving(moving);
            int done = checkpoints.resume_(loop, config.schedule.steps());
            try (Ahead<Parts> batches = new Ahead<>(batches(train, done))) {
                for (int step = done + 1; step <= config.schedule.steps() && !selection.exhausted(); step++) {
                    step(training, step, batches.next(), listener);
                    checkpoints.passed(step, loop);
                }
            }
            return selection.restore_();
        }
    }

    private Features features(Theta theta, List<Unit> units, Split split, Listener listener) {
        Features made = new Features(model, theta.pretrained(), units, moving(), features,
                done -> listener.encoded(split, done, units.size()));
        made.reused().ifPresent(reused -> listener.kept(split, reused));
        return made;
    }

    private record Training(Theta theta, Features features, AdamW optimizer, DevSet dev, Selection selection, MeanLoss loss) {
        /** All that steps change. */
        Resumable moving(Set<Part> parts) {
            return Resumable.of(Map.of("theta", Resumable.of(theta.only(parts).named()), "optimizer", optimizer,
                    "selection", selection, "loss", loss));
        }
    }

    /** @param done batches that are drawn, but passed over */
    private Iterator<Parts> batches(List<Unit> train, int done) {
        Batches batches = new Batches(train, config.batchSize, config.seed);
        return Stream.generate(batches::next).limit(config.schedule.steps()).skip(done)
                .map(batch -> Parts.of(batch, train, config.mostTogether)).iterator();
    }

    /** A batch in as many parts as it takes passes, laid out. @param labelled number of labelled tokens in all of them */
    private record Parts(List<List<Integer>> units, List<TokenBatch.Plan> plans, int labelled) {
        static Parts of(List<Integer> batch, List<Unit> train, int most) {
            List<List<Integer>> parts = Batches.slices(batch, most);
            return new Parts(parts, parts.stream().map(part -> TokenBatch.Plan.of(part.stream().map(train::get).toList())).toList(),
                    batch.stream().mapToInt(unit -> train.get(unit).labelled()).sum());
        }
    }

    /** One update; then a look at dev, if it is time for one. */
    private void step(Training training, int step, Parts parts, Listener listener) {
        double loss = update(training, step, parts);
        training.loss.add(loss);
        listener.stepped(step, loss);
        if (training.dev.present() && (step % config.evaluateEvery == 0 || step == config.schedule.steps())) {
            listener.evaluated(training.selection.offer(step, training.loss.take(), training.dev.score(training.theta)));
        }
    }

    private double update(Training training, int step, Parts parts) {
        model.encoder().engine().seed(config.seed, step);
        try (PointerScope scope = new PointerScope()) {
            List<Classifier.Batch> batches = new ArrayList<>();
            for (int i = 0; i < parts.units.size(); i++) {
                TokenBatch batch = TokenBatch.of(parts.plans.get(i), model.encoder().engine());
                batches.add(new Classifier.Batch(training.features.below(parts.units.get(i), batch.input()), batch.labels()));
            }
            Classifier.Slope slope = model.slope(point(training.theta), batches, parts.labelled, moving());
            training.optimizer.update_(slope.gradient(), config.schedule.at(step - 1));
            return slope.loss();
        }
    }

    /** Where gradients are taken: θp's matrices are rounded for products once a step, if any come after the entry. */
    private Theta point(Theta theta) {
        boolean rounds = model.entry(moving()) < model.encoder().config().layers();
        return (rounds ? Scope.withoutGraph(() -> model.working(theta)) : theta).leaves(moving());
    }

    private Set<Part> moving() {
        return config.tuning.parts(model.method());
    }

    /** The dev set and its features, if there is one. */
    private final class DevSet implements AutoCloseable {
        private final Optional<Dev> corpus;
        private final Optional<Features> features;

        DevSet(Theta theta, Optional<Dev> corpus, Listener listener) {
            this.corpus = corpus;
            this.features = corpus.map(dev -> FineTuning.this.features(theta, dev.corpus.units(), Split.DEV, listener));
        }

        boolean present() {
            return corpus.isPresent();
        }

        Scores score(Theta theta) {
            Dev dev = corpus.orElseThrow();
            List<int[]> predicted = Scope.withoutGraph(
                    () -> Prediction.of(model, theta, features.orElseThrow(), dev.corpus.units()));
            return dev.scorer().score(dev.corpus.corpus().labels(), dev.corpus.join(predicted));
        }

        @Override
        public void close() {
            features.ifPresent(Features::close);
        }
    }
}
