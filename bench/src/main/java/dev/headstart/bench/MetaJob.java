package dev.headstart.bench;

import dev.headstart.bench.OpenSubject.Portion;
import dev.headstart.bench.literal.LiteralPriming;
import dev.headstart.bench.literal.MetaLearner;
import dev.headstart.bench.literal.MetaStart;
import dev.headstart.data.Split;
import dev.headstart.data.Unit;
import dev.headstart.optim.LinearSchedule;
import dev.headstart.priming.Episode;
import dev.headstart.priming.EpisodeSampler;
import dev.headstart.run.PrimeConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;

/**
 * Outer steps of Algorithm 1 on sampled episodes. All variants of a round get the same ones, from the same start.
 *
 * @param round from 0
 */
record MetaJob(Subject subject, MetaShape shape, Pace pace, Variant variant, int round) implements Job {
    /** Names of figures: what an inner step of a task keeps for the way back, and what it is judged by. */
    static final String KEPT = "kept_bytes_per_inner_step";
    static final String ACTIVATIONS = "activation_bytes_per_support_set";

    @Override
    public Sample run() {
        Learning learning = shape.learning();
        try (PointerScope scope = new PointerScope()) {
            List<Portion> portions = subject.languages().stream().map(language -> new Portion(language, Split.TRAIN)).toList();
            OpenSubject open = OpenSubject.open(subject, portions, learning.method(), variant.engine(subject.threads()));
            Map<String, List<Unit>> units = open.sources();
            shape.length().ifPresent(length -> units.replaceAll((language, real) -> ExactLength.of(real, length)));
            LinearSchedule outer = new LinearSchedule(PrimeConfig.DEFAULT_RATE, 0, Integer.MAX_VALUE);
            MetaStart start = new MetaStart(open.model(), open.theta(), units, open.labels().size(), learning.inner(), outer,
                    subject.seed());
            try (MetaLearner learner = variant.form() == Variant.Form.HEADSTART ? new HeadstartPriming(start, learning.meta())
                    : new LiteralPriming(start, variant.measures())) {
                return measure(learner, units, open);
            }
        }
    }

    private Sample measure(MetaLearner learner, Map<String, List<Unit>> units, OpenSubject open) {
        EpisodeSampler sampler = new EpisodeSampler(units, shape.tasks(), subject.seed() + round);
        List<Sample.Step> steps = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        List<Double> rows = new ArrayList<>();
        for (Pace.Progress progress = pace.new Progress(); progress.more(); ) {
            List<Episode> tasks = sampler.next();
            long began = System.nanoTime();
            List<Double> queryLosses = learner.step(tasks);
            double seconds = (System.nanoTime() - began) / 1e9;
            losses.add(queryLosses.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
            List<Unit> supports = of(tasks, units, Episode::support);
            rows.add(supports.stream().mapToInt(Unit::wordCount).sum() / (double) tasks.size());
            if (progress.counts(seconds)) {
                steps.add(counted(seconds, supports, of(tasks, units, Episode::query), open.flops()));
            }
        }
        return open.sample(steps, losses, figures(learner, open, Quartiles.of(rows).median()), Optional.empty());
    }

    private Sample.Step counted(double seconds, List<Unit> supports, List<Unit> queries, ModelFlops flops) {
        return new Sample.Step(seconds, OpenSubject.tokens(supports) + OpenSubject.tokens(queries),
                shape.learning().isPapers() ? flops.outerStep(supports, queries, shape.learning().inner()) : 0);
    }

    /** @param rows readout rows of a support set */
    private Map<String, Double> figures(MetaLearner learner, OpenSubject open, double rows) {
        Map<String, Double> figures = new LinkedHashMap<>(learner.figures());
        if (figures.containsKey(KEPT)) {
            Activations.bytesPerRow(open.model().method(), open.model().encoder().config().hiddenSize(), open.labels().size())
                    .ifPresent(bytes -> figures.put(ACTIVATIONS, bytes * rows));
        }
        return figures;
    }

    private static List<Unit> of(List<Episode> tasks, Map<String, List<Unit>> units, Function<Episode, List<Integer>> set) {
        return tasks.stream().flatMap(task -> set.apply(task).stream().map(units.get(task.source())::get)).toList();
    }

    @Override
    public String describe() {
        return variant.name() + ", round " + (round + 1);
    }
}
