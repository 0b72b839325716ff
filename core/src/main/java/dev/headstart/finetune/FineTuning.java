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
import dev.headstart.optim.LinearSchedule;
import dev.headstart.peft.Classifier;
import dev.headstart.peft.Tuning;
import dev.headstart.torch.Scope;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
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
     * @param seed          of the order of batches
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

    /**
     * Trains. With a dev set, {@code theta} ends at the best evaluation; without one, at the last step.
     *
     * @param theta moved in place
     * @return the best evaluation, if there is a dev set
     */
    public Optional<Evaluation> run(Theta theta, List<Unit> train, Optional<Dev> dev, Listener listener) {
        Set<Part> moving = moving();
        if (theta.only(moving).tensors().isEmpty()) {
            throw new IllegalArgumentException("Nothing to train: " + config.tuning + " tuning of this model has no parameters.");
        }
        try (Features kept = features(theta, train, Split.TRAIN, listener);
                Selection selection = new Selection(theta, moving, config.patience);
                AdamW optimizer = new AdamW(theta, moving, config.constants);
                DevSet devSet = new DevSet(theta, dev, listener)) {
            Batches batches = new Batches(train, config.batchSize, config.seed);
            Iterator<Parts> parts = Stream.generate(batches::next).map(batch -> Parts.of(batch, train, config.mostTogether))
                    .limit(config.schedule.steps()).iterator();
            try (Ahead<Parts> ahead = new Ahead<>(parts)) {
                loop(theta, new Training(kept, ahead, optimizer), devSet, selection, listener);
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

    private record Training(Features features, Ahead<Parts> batches, AdamW optimizer) {}

    /** A batch in as many parts as it takes passes, laid out. @param labelled number of labelled tokens in all of them */
    private record Parts(List<List<Integer>> units, List<TokenBatch.Plan> plans, int labelled) {
        static Parts of(List<Integer> batch, List<Unit> train, int most) {
            List<List<Integer>> parts = Batches.slices(batch, most);
            return new Parts(parts, parts.stream().map(part -> TokenBatch.Plan.of(part.stream().map(train::get).toList())).toList(),
                    batch.stream().mapToInt(unit -> train.get(unit).labelled()).sum());
        }
    }

    private void loop(Theta theta, Training training, DevSet dev, Selection selection, Listener listener) {
        double lossSum = 0;
        int since = 0;
        for (int step = 1; step <= config.schedule.steps() && !selection.exhausted(); step++) {
            double loss = step(theta, training, training.batches.next(), config.schedule.at(step - 1));
            lossSum += loss;
            since++;
            listener.stepped(step, loss);
            if (dev.present() && (step % config.evaluateEvery == 0 || step == config.schedule.steps())) {
                listener.evaluated(selection.offer(step, lossSum / since, dev.score(theta)));
                lossSum = 0;
                since = 0;
            }
        }
    }

    private double step(Theta theta, Training training, Parts parts, double rate) {
        try (PointerScope scope = new PointerScope()) {
            List<Classifier.Batch> batches = new ArrayList<>();
            for (int i = 0; i < parts.units.size(); i++) {
                TokenBatch batch = TokenBatch.of(parts.plans.get(i), model.encoder().engine());
                batches.add(new Classifier.Batch(training.features.below(parts.units.get(i), batch.input()), batch.labels()));
            }
            Classifier.Slope slope = model.slope(point(theta), batches, parts.labelled, moving());
            training.optimizer.update_(slope.gradient(), rate);
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
