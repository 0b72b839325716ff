package dev.headstart.priming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headstart.data.TokenBatch;
import dev.headstart.data.Unit;
import dev.headstart.model.Activation;
import dev.headstart.model.Hidden;
import dev.headstart.model.Parameters;
import dev.headstart.model.Theta;
import dev.headstart.optim.AdamW;
import dev.headstart.optim.LinearSchedule;
import dev.headstart.peft.Classifier;
import dev.headstart.peft.Initialisation;
import dev.headstart.peft.TopAdapter;
import dev.headstart.testing.TinyModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Algorithm 1 in double precision on a tiny encoder, against the plain form and against finite differences. */
class PrimingTest {
    private static final InnerRates RATES = new InnerRates(0.01, 0.05, 0.2);
    /** AdamW turns the rounding in gradients that are really 0, such as those of key biases, into steps of about this times 1e-8. */
    private static final double OUTER_RATE = 0.001;
    private static final AdamW.Constants ADAM_W = AdamW.Constants.defaults();

    private PointerScope scope;
    private Classifier model;
    private Map<String, List<Unit>> sources;
    private Theta theta;

    @BeforeEach
    void open() {
        scope = new PointerScope();
        model = new Classifier(TinyModel.encoder(),
                new TopAdapter(4, Activation.RELU, true, Initialisation.BERT));
        sources = new LinkedHashMap<>();
        sources.put("en", TinyModel.units(40, 1));
        sources.put("es", TinyModel.units(40, 2));
        theta = start(torch.ScalarType.Double);
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private Theta start(torch.ScalarType type) {
        model.encoder().engine().seed(8, 0);   // of randn_like below
        Parameters pretrained = TinyModel.pretrained(3, type);
        Theta fresh = model.fresh(pretrained, TinyModel.LABELS, 4);
        return fresh.map((part, parameters) -> parameters.map(t -> t.add(torch.randn_like(t).mul(new Scalar(0.05)))));
    }

    private Priming priming(InnerLoop inner, Heads.Policy heads) {
        LinearSchedule outer = new LinearSchedule(OUTER_RATE, 0.1, 20);
        return new Priming(model, new Priming.Config(inner, outer, ADAM_W, heads), theta, sources, TinyModel.LABELS, 5);
    }

    private PlainAlgorithm plain(Priming priming) {
        Map<String, Map<String, Tensor>> heads = new LinkedHashMap<>();
        sources.keySet().forEach(language -> heads.put(language, priming.heads().of(language).byName()));
        return new PlainAlgorithm(theta.pretrained().byName(), theta.adapter().byName(), heads);
    }

    private EpisodeSampler sampler() {
        return new EpisodeSampler(sources, new Episode.Shape(3, 4, 5), 6);
    }

    private List<PlainAlgorithm.Task> plainTasks(List<Episode> episodes) {
        return episodes.stream().map(e -> new PlainAlgorithm.Task(e.source(), units(e.source(), e.support()),
                units(e.source(), e.query()))).toList();
    }

    private List<Unit> units(String language, List<Integer> numbers) {
        return numbers.stream().map(sources.get(language)::get).toList();
    }

    private static PlainAlgorithm.Inner plainInner(InnerLoop inner) {
        return new PlainAlgorithm.Inner(inner.steps(), inner.kind() == InnerLoop.Kind.MAML, RATES.pretrained(),
                RATES.adapter(), RATES.head());
    }

    /** Same operations in another order: only rounding of doubles differs, amplified over 20 steps of AdamW. */
    @ParameterizedTest
    @EnumSource(InnerLoop.Kind.class)
    void batchedFormEqualsPlainFormAfterTwentySteps(InnerLoop.Kind kind) {
        InnerLoop inner = new InnerLoop(5, kind, RATES);
        try (Priming priming = priming(inner, Heads.Policy.PER_LANGUAGE)) {
            PlainAlgorithm plain = plain(priming);
            EpisodeSampler sampler = sampler();
            LinearSchedule outer = new LinearSchedule(OUTER_RATE, 0.1, 20);
            for (int step = 0; step < 20; step++) {
                List<Episode> tasks = sampler.next();
                PlainAlgorithm.Meta expected = plain.step(plainTasks(tasks), plainInner(inner), outer.at(step), ADAM_W.weightDecay());
                Priming.StepReport report = priming.step(tasks);
                assertThat(report.queryLosses().get(2)).isCloseTo(expected.queryLosses().get(2), within(1e-10));
                assertThat(report.supportLosses().get(1).get(4)).isCloseTo(expected.supportLosses().get(1).get(4), within(1e-10));
            }
            assertClose(theta.pretrained().byName(), plain.pretrained, 1e-10);
            assertClose(theta.adapter().byName(), plain.adapter, 1e-10);
            plain.heads.forEach((language, head) -> assertClose(priming.heads().of(language).byName(), head, 1e-10));
        }
    }

    /** Sets of 4 and 5 sentences, in passes of 3 or of 1, across tasks and within them. */
    @ParameterizedTest
    @CsvSource({"PEFT,3", "PEFT,1", "MAML,3", "MAML,1"})
    void microBatchesMoveTheParametersAsWholeBatchesDo(InnerLoop.Kind kind, int most) {
        Theta other = theta.copy();
        InnerLoop inner = new InnerLoop(3, kind, RATES);
        LinearSchedule outer = new LinearSchedule(OUTER_RATE, 0.1, 20);
        Priming.Config small = new Priming.Config(inner, outer, ADAM_W, Heads.Policy.PER_LANGUAGE, Meta.defaults(), most);
        try (Priming whole = priming(inner, Heads.Policy.PER_LANGUAGE);
                Priming parts = new Priming(model, small, other, sources, TinyModel.LABELS, 5)) {
            EpisodeSampler sampler = sampler();
            for (int step = 0; step < 5; step++) {
                List<Episode> tasks = sampler.next();
                Priming.StepReport expected = whole.step(tasks);
                Priming.StepReport report = parts.step(tasks);
                assertThat(report.meanQueryLoss()).isCloseTo(expected.meanQueryLoss(), within(1e-10));
                assertThat(report.supportLosses().get(2).get(2)).isCloseTo(expected.supportLosses().get(2).get(2), within(1e-10));
            }
            assertClose(other.pretrained().byName(), theta.pretrained().byName(), 1e-10);
            assertClose(other.adapter().byName(), theta.adapter().byName(), 1e-10);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5})
    void firstOrderMetaGradientEqualsTheGradientAtTheAdaptedPointOfAPlainCopy(int steps) {
        InnerLoop inner = new InnerLoop(steps, InnerLoop.Kind.PEFT, RATES);
        List<Episode> tasks = sampler().next();
        Map<String, Tensor> expected = new PlainAlgorithm(theta.pretrained().byName(), theta.adapter().byName(),
                Map.of("en", theta.head().byName(), "es", theta.head().byName()))
                .metaGradient(plainTasks(tasks), plainInner(inner)).gradients();
        Theta gradient = metaGradient(inner, tasks);
        gradient.pretrained().byName().forEach((name, g) -> assertClose(g, expected.get("p." + name), 1e-12, name));
        gradient.adapter().byName().forEach((name, g) -> assertClose(g, expected.get("a." + name), 1e-12, name));
    }

    /** In fp32 the two forms round differently: per tensor ‖g − g′‖ ≤ 1e-4 (‖g‖ + 1e-3 ‖all g‖). */
    @Test
    void metaGradientAgreesWithThePlainFormInSinglePrecision() {
        theta = start(torch.ScalarType.Float);
        InnerLoop inner = new InnerLoop(5, InnerLoop.Kind.PEFT, RATES);
        List<Episode> tasks = sampler().next();
        Map<String, Tensor> expected = new PlainAlgorithm(theta.pretrained().byName(), theta.adapter().byName(),
                Map.of("en", theta.head().byName(), "es", theta.head().byName()))
                .metaGradient(plainTasks(tasks), plainInner(inner)).gradients();
        double all = Math.sqrt(expected.values().stream().mapToDouble(g -> Math.pow(g.norm().item_double(), 2)).sum());
        metaGradient(inner, tasks).pretrained().byName().forEach((name, g) -> {
            Tensor wanted = expected.get("p." + name);
            assertThat(g.sub(wanted).norm().item_double()).as(name)
                    .isLessThanOrEqualTo(1e-4 * (wanted.norm().item_double() + 1e-3 * all));
        });
    }

    private Theta metaGradient(InnerLoop inner, List<Episode> tasks) {
        List<Theta> adapted = new ArrayList<>();
        List<List<Unit>> queries = new ArrayList<>();
        for (Episode task : tasks) {
            TokenBatch support = TokenBatch.of(units(task.source(), task.support()), model.encoder().engine());
            Hidden below = model.encoder().below(theta.pretrained(), support.input(), model.entry(inner.moving(model.method())));
            adapted.add(inner.adapt(model, theta, below, support.labels()).theta());
            queries.add(units(task.source(), task.query()));
        }
        return QueryGradient.of(model, adapted, Passes.of(queries, Integer.MAX_VALUE, true), false).sum()
                .map((part, gradients) -> TinyModel.dense(gradients));
    }

    /** At the adapted point the inner result is a constant, so the first-order gradient is an ordinary derivative. */
    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void metaGradientMatchesFiniteDifferences(int steps) {
        InnerLoop inner = new InnerLoop(steps, InnerLoop.Kind.PEFT, RATES);
        Episode task = sampler().next().get(0);
        TokenBatch support = TokenBatch.of(units("en", task.support()), model.encoder().engine());
        TokenBatch query = TokenBatch.of(units("en", task.query()), model.encoder().engine());
        Hidden below = model.encoder().below(theta.pretrained(), support.input(), 2);
        Theta adapted = inner.adapt(model, theta, below, support.labels()).theta();
        Theta gradient = QueryGradient.of(model, List.of(adapted),
                Passes.of(List.of(units("en", task.query())), Integer.MAX_VALUE, true), false).sum();
        Theta point = adapted.copy();
        for (String name : List.of("encoder.layer.0.attention.self.query.weight", "embeddings.LayerNorm.bias",
                "encoder.layer.1.output.dense.weight", "embeddings.position_embeddings.weight")) {
            assertDerivative(point, point.pretrained().get(name), gradient.pretrained().get(name), query, name);
        }
        assertDerivative(point, point.adapter().get("down.weight"), gradient.adapter().get("down.weight"), query, "down");
        assertDerivative(point, point.adapter().get("up.bias"), gradient.adapter().get("up.bias"), query, "up");
    }

    /** Central differences: error of order h² ≈ 1e-10, plus rounding 1e-16/h ≈ 1e-11. */
    private void assertDerivative(Theta point, Tensor value, Tensor gradient, TokenBatch query, String name) {
        double h = 1e-5;
        Tensor flat = value.view(-1);
        for (long i = 0; i < Math.min(6, flat.numel()); i++) {
            Tensor element = flat.narrow(0, i, 1);
            element.add_(new Scalar(h));
            double above = queryLoss(point, query);
            element.sub_(new Scalar(2 * h));
            double beneath = queryLoss(point, query);
            element.add_(new Scalar(h));
            assertThat(gradient.view(-1).narrow(0, i, 1).item_double()).as(name + "[" + i + "]")
                    .isCloseTo((above - beneath) / (2 * h), within(1e-8));
        }
    }

    private double queryLoss(Theta point, TokenBatch query) {
        return model.loss(point, model.encoder().below(point.pretrained(), query.input(), 0), query.labels()).item_double();
    }

    @Test
    void pretrainedParametersStandStillInsideAndMoveOutside() {
        Parameters before = theta.pretrained().copy();
        Episode task = sampler().next().get(0);
        TokenBatch support = TokenBatch.of(units("en", task.support()), model.encoder().engine());
        InnerLoop inner = new InnerLoop(5, InnerLoop.Kind.PEFT, RATES);
        Theta adapted = inner.adapt(model, theta, model.encoder().below(theta.pretrained(), support.input(), 2),
                support.labels()).theta();
        before.byName().forEach((name, value) -> {
            assertThat(value.equal(theta.pretrained().get(name))).as(name).isTrue();
            assertThat(value.equal(adapted.pretrained().get(name))).as(name).isTrue();
        });
        assertThat(adapted.adapter().get("up.weight").equal(theta.adapter().get("up.weight"))).isFalse();
        assertThat(adapted.head().get("weight").equal(theta.head().get("weight"))).isFalse();
        try (Priming priming = priming(inner, Heads.Policy.PER_LANGUAGE)) {
            priming.step(List.of(task));
        }
        before.byName().forEach((name, value) -> assertThat(value.equal(theta.pretrained().get(name))).as(name).isFalse());
    }

    @Test
    void pretrainedParametersMoveInsideTheMamlLoop() {
        Episode task = sampler().next().get(0);
        TokenBatch support = TokenBatch.of(units("en", task.support()), model.encoder().engine());
        Theta adapted = new InnerLoop(1, InnerLoop.Kind.MAML, RATES)
                .adapt(model, theta, model.encoder().below(theta.pretrained(), support.input(), 0), support.labels()).theta();
        String name = "encoder.layer.0.attention.self.value.weight";
        assertThat(adapted.pretrained().get(name).equal(theta.pretrained().get(name))).isFalse();
    }

    @Test
    void sharedHeadBecomesTheFirstTasksAdaptedHead() {
        InnerLoop inner = new InnerLoop(2, InnerLoop.Kind.PEFT, RATES);
        List<Episode> tasks = sampler().next();
        try (Priming priming = priming(inner, Heads.Policy.SHARED)) {
            assertThat(priming.heads().of("en")).isSameAs(priming.heads().of("es"));
            Map<String, Tensor> expected = plain(priming).metaGradient(plainTasks(tasks), plainInner(inner)).firstHeads().get("en");
            priming.step(tasks);
            assertClose(priming.heads().of("es").byName(), expected, 1e-12);
        }
    }

    private static void assertClose(Map<String, Tensor> actual, Map<String, Tensor> expected, double tolerance) {
        assertThat(actual.keySet()).containsExactlyElementsOf(expected.keySet());
        actual.forEach((name, value) -> assertClose(value, expected.get(name), tolerance, name));
    }

    private static void assertClose(Tensor actual, Tensor expected, double tolerance, String name) {
        assertThat(actual.detach().sub(expected.detach()).abs().max().item_double()).as(name).isLessThanOrEqualTo(tolerance);
    }
}
