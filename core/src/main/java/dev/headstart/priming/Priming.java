package dev.headstart.priming;

import dev.headstart.data.BestLabels;
import dev.headstart.data.TokenBatch;
import dev.headstart.data.Unit;
import dev.headstart.model.Hidden;
import dev.headstart.model.Parameters;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.optim.AdamW;
import dev.headstart.optim.LinearSchedule;
import dev.headstart.optim.Resumable;
import dev.headstart.optim.State;
import dev.headstart.peft.Classifier;
import dev.headstart.torch.Engine;
import dev.headstart.torch.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;

/**
 * Priming (paper, Algorithm 1). θ = θp, θa, θh; φ = what fine-tuning will train (θa, θh); α = inner rate, β = outer
 * rate, S = inner steps. Moves the θp and θa that it was given, in place; owns the heads and the optimiser's state.
 */
public final class Priming implements Resumable, AutoCloseable {
    /**
     * @param inner        S, α, and which parts move inside
     * @param outer        β
     * @param constants    of AdamW
     * @param heads        how θh is kept
     * @param meta         what the outer loop follows
     * @param mostTogether sentences in one pass of the encoder; larger sets take several, with the same result
     */
    public record Config(InnerLoop inner, LinearSchedule outer, AdamW.Constants constants, Heads.Policy heads, Meta meta,
            int mostTogether) {
        public Config {
            if (mostTogether < 1) {
                throw new IllegalArgumentException("A micro-batch has " + mostTogether + " sentences; it must have at least 1.");
            }
        }

        /** First order, everything in one pass. */
        public Config(InnerLoop inner, LinearSchedule outer, AdamW.Constants constants, Heads.Policy heads) {
            this(inner, outer, constants, heads, Meta.defaults(), Integer.MAX_VALUE);
        }
    }

    /**
     * The tasks of a step, laid out for the encoder.
     *
     * @param supports 𝒟tr of all tasks
     * @param queries  𝒟ts of all tasks
     */
    public record Prepared(List<Episode> tasks, Passes supports, Passes queries) {}

    /**
     * One pass of the outer loop.
     *
     * @param step          from 0
     * @param tasks         𝒯
     * @param supportLosses of each task before each inner step, nats per labelled token
     * @param queryLosses   of each task at θi, nats per labelled token
     * @param rate          β at this step
     * @param remembered    size of all inner steps that were remembered for the way back, in bytes; 0 where none is needed
     */
    public record StepReport(int step, List<Episode> tasks, List<List<Double>> supportLosses, List<Double> queryLosses,
            double rate, long remembered) {
        /** @return Σi 𝓛(f_θi, 𝒟ts) divided by the number of tasks */
        public double meanQueryLoss() {
            return queryLosses.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        }
    }

    private final Classifier model;
    private final Config config;
    private final Map<String, List<Unit>> sources;
    private final Parameters pretrained;
    private final Parameters adapter;
    private final Heads heads;
    private final Set<Part> inside;
    private final Set<Part> outside;
    private final MetaLearner learner;
    private final AdamW outer;

    /**
     * @param theta   θp and θa to move, kept alive by the caller
     * @param sources units of each source; episodes number them from 0
     * @param labels  number of labels of each source's head
     * @param seed    of the heads
     */
    public Priming(Classifier model, Config config, Theta theta, Map<String, List<Unit>> sources,
            ToIntFunction<String> labels, long seed) {
        this.inside = config.inner.moving(model.method());
        this.outside = config.meta.outside(inside);
        this.model = config.meta.needsDenseGradients(config.inner, inside) ? model.twiceDifferentiable() : model;
        this.config = config;
        this.sources = sources;
        this.pretrained = theta.pretrained();
        this.adapter = theta.adapter();
        try (PointerScope scope = new PointerScope()) {
            this.heads = new Heads(config.heads, List.copyOf(sources.keySet()),
                    (n, source) -> model.freshHead(pretrained, labels.applyAsInt(source), seed + 7919L * n));
            Theta any = theta.withHead(heads.all().values().iterator().next());
            this.learner = new MetaLearner(this.model, config.inner, config.meta, any, config.constants);
        }
        this.outer = new AdamW(theta, outside, config.constants);
    }

    /** All sources have the same labels. @param labels how many */
    public Priming(Classifier model, Config config, Theta theta, Map<String, List<Unit>> sources, int labels, long seed) {
        this(model, config, theta, sources, source -> labels, seed);
    }

    /** Lays out the sentences of a step. Touches no tensor, so that another thread can do it ahead. */
    public Prepared prepare(List<Episode> tasks) {
        return prepare(sources, tasks);
    }

    private Prepared prepare(Map<String, List<Unit>> units, List<Episode> tasks) {
        boolean shared = !inside.contains(Part.PRETRAINED);
        List<List<Unit>> supports = tasks.stream().flatMap(task -> cut(choose(units.get(task.source()), task.support()))).toList();
        List<List<Unit>> queries = tasks.stream().map(task -> choose(units.get(task.source()), task.query())).toList();
        return new Prepared(tasks, Passes.of(supports, config.mostTogether, shared), Passes.of(queries, config.mostTogether, shared));
    }

    /** Divides a task's support sentences among the inner steps, if each is to have its own. */
    private Stream<List<Unit>> cut(List<Unit> support) {
        int sets = config.inner.sets();
        if (support.size() % sets != 0) {
            throw new IllegalArgumentException("A task has " + support.size() + " support sentences, which cannot be divided among "
                    + sets + " inner steps; give a multiple of " + sets + ".");
        }
        int each = support.size() / sets;
        return IntStream.range(0, sets).mapToObj(set -> support.subList(set * each, (set + 1) * each));
    }

    private static List<Unit> choose(List<Unit> units, List<Integer> numbers) {
        return numbers.stream().map(units::get).toList();
    }

    /** {@link #step(Prepared)} for tasks that are laid out here. */
    public StepReport step(List<Episode> tasks) {
        return step(prepare(tasks));
    }

    /** Algorithm 1, lines 2 to 9, for the given batch of tasks. */
    public StepReport step(Prepared prepared) {
        List<Episode> tasks = prepared.tasks;
        try (PointerScope step = new PointerScope()) {
            Supports supports = supports(prepared.supports, config.meta.estimator() == Estimator.EXACT);
            List<InnerLoop.Adapted> adapted = adapt(supports, tasks, true);                         // lines 3-8: θi
            MetaGradient meta = learner.gradient(adapted, supports, prepared.queries);
            int number = outer.updates();
            double rate = config.outer.at(number);
            outer.update_(meta.summands(), rate);                                             // line 9: θa, θp
            learner.update_(meta);
            heads.keep_(tasks, adapted.stream().map(a -> a.theta().head()).toList());         // line 9: θh
            return new StepReport(number, tasks, adapted.stream().map(InnerLoop.Adapted::losses).toList(),
                    DoubleStream.of(meta.losses()).boxed().toList(), rate,
                    adapted.stream().mapToLong(InnerLoop.Adapted::remembered).sum());
        }
    }

    /** What lies below θa and θh is computed once, for all tasks together, if θp stands still inside. */
    private Supports supports(Passes passes, boolean back) {
        return Supports.of(model, start(), model.entry(inside), config.inner.sets(), passes, back);
    }

    /** θp for one step: rounded for products once, unless it moves inside, for which it needs all its digits. */
    private Parameters start() {
        return inside.contains(Part.PRETRAINED) ? pretrained : Scope.withoutGraph(() -> model.encoder().working(pretrained));
    }

    /** Lines 3 to 8. @param ahead whether the meta-gradient follows */
    private List<InnerLoop.Adapted> adapt(Supports supports, List<Episode> tasks, boolean ahead) {
        List<InnerLoop.Adapted> adapted = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            Theta theta = new Theta(supports.pretrained(), adapter, heads.of(tasks.get(i).source()));   // line 4: θi = θ
            adapted.add(learner.adapt(theta, supports.of(i), ahead));
        }
        return adapted;
    }

    /** Adapts to an episode that is not trained on, and looks at its query; moves nothing. */
    DevEpisodes.Outcome tryOn(List<Unit> units, Episode episode) {
        try (PointerScope scope = new PointerScope()) {
            Map<String, List<Unit>> own = Map.of(episode.source(), units);
            Theta theta = adapt(supports(prepare(own, List.of(episode)).supports, false), List.of(episode), false).get(0).theta();
            List<Unit> query = episode.query().stream().map(units::get).toList();
            return Scope.withoutGraph(() -> outcome(theta, query));
        }
    }

    private DevEpisodes.Outcome outcome(Theta theta, List<Unit> query) {
        Classifier plain = model.evaluating();
        TokenBatch batch = TokenBatch.of(query, engine());
        Hidden below = plain.encoder().below(theta.pretrained(), batch.input(), plain.entry(Set.of()));   // for both
        return new DevEpisodes.Outcome(plain.loss(theta, below, batch.labels()).item_double(),
                BestLabels.of(plain.logits(theta, below), query));
    }

    /** @return the heads as they are now */
    public Heads heads() {
        return heads;
    }

    /** @return α of each tensor that moves inside, where it is learned; else nothing */
    public Map<String, Double> learnedRates() {
        return learner.learnedRates();
    }

    @Override
    public State state() {
        return moving().state();
    }

    @Override
    public void restore_(State state) {
        moving().restore_(state);
    }

    private Resumable moving() {
        Resumable theta = Resumable.of(new Theta(pretrained, adapter, Parameters.NONE).only(outside).named());
        return Resumable.of(Map.of("theta", theta, "heads", heads, "outer", outer, "rates", learner.learned()));
    }

    private Engine engine() {
        return model.encoder().engine();
    }

    @Override
    public void close() {
        outer.close();
        learner.close();
        heads.close();
    }
}
