package dev.headstart.priming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.optim.AdamW;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Estimates of the meta-gradient in their variants, in double precision against finite differences. */
class MetaGradientTest {
    private static final InnerRates RATES = new InnerRates(0.01, 0.05, 0.2);
    private static final Meta EXACT = new Meta(Estimator.EXACT, Optional.empty());
    private static final String TOP = "top-adapter:bottleneck=4,initialisation=bert";

    private PointerScope scope;

    @BeforeEach
    void open() {
        scope = new PointerScope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    /** ε large enough that numbers whose gradient vanishes do not make the function steep. */
    private static InnerAdamW adamW() {
        return new InnerAdamW(new AdamW.Constants(0.9, 0.99, 1e-2, 0.01));
    }

    private static void assertExact(TinyCase one) {
        Derivative.assertIs(one.metaGradient(EXACT).gradient(), one.theta, point -> one.queryLoss(one.adapted(point)));
    }

    @ParameterizedTest
    @ValueSource(strings = {TOP, "pfeiffer:bottleneck=4,initialisation=bert", "bitfit", "head"})
    void theExactOneGoesThroughAdamWToo(String method) {
        assertExact(new TinyCase(method, "bert", new InnerLoop(3, InnerLoop.Kind.PEFT, InnerRates.all(0.02), adamW(), false)));
    }

    @Test
    void theExactOneGoesThroughTheMamlLoopToo() {
        assertExact(new TinyCase(TOP, "bert", new InnerLoop(2, InnerLoop.Kind.MAML, RATES)));
    }

    @ParameterizedTest
    @ValueSource(strings = {TOP, "lora:rank=2"})
    void theExactOneGoesThroughFreshBatchesToo(String method) {
        assertExact(new TinyCase(method, "bert", new InnerLoop(3, InnerLoop.Kind.PEFT, RATES, new Sgd(), true)));
    }

    @ParameterizedTest
    @CsvSource({"'" + TOP + "', 2", "'" + TOP + "', 1", "lora:rank=2, 2", "pfeiffer:layers=top-1, 2", "full, 2"})
    void microBatchesGiveTheSameExactMetaGradient(String method, int most) {
        InnerLoop inner = new InnerLoop(2, InnerLoop.Kind.PEFT, RATES);
        Theta whole = new TinyCase(method, "bert", inner).metaGradient(EXACT).gradient();
        Theta parts = new TinyCase(method, "bert", inner, most).metaGradient(EXACT).gradient();
        for (Part part : List.of(Part.PRETRAINED, Part.ADAPTER)) {
            whole.of(part).byName().forEach((name, value) -> assertThat(Derivative.dense(parts.of(part).get(name))
                    .sub(Derivative.dense(value)).abs().max().item_double()).as(name).isLessThan(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EXACT", "FIRST_ORDER"})
    void withoutInnerStepsItIsTheOrdinaryGradientWhicheverTheEstimator(Estimator estimator) {
        TinyCase one = new TinyCase(TOP, "bert", new InnerLoop(0, InnerLoop.Kind.PEFT, RATES));
        Derivative.assertIs(one.metaGradient(new Meta(estimator, Optional.empty())).gradient(), one.theta,
                point -> one.queryLossAt(List.of(point, point)));
    }

    @Test
    void reptileFollowsTheWayOfTheInnerLoop() {
        TinyCase one = new TinyCase(TOP, "bert", new InnerLoop(2, InnerLoop.Kind.PEFT, RATES));
        MetaGradient reptile = one.metaGradient(new Meta(Estimator.REPTILE, Optional.empty()));
        List<InnerLoop.Adapted> adapted = one.adapted(one.theta);
        assertThat(reptile.gradient().pretrained().isEmpty()).isTrue();
        reptile.gradient().adapter().byName().forEach((name, value) -> {
            Tensor both = adapted.get(0).theta().adapter().get(name).add(adapted.get(1).theta().adapter().get(name));
            Tensor way = one.theta.adapter().get(name).mul(new Scalar(2)).sub(both);
            assertThat(value.sub(way).abs().max().item_double()).isLessThan(1e-15);
        });
        assertThat(reptile.losses()[0] + reptile.losses()[1]).isEqualTo(one.queryLoss(adapted));
    }

    @Test
    void reptileWithNothingToMoveIsRefused() {
        Meta reptile = new Meta(Estimator.REPTILE, Optional.empty());
        assertThatThrownBy(() -> reptile.check(InnerLoop.defaults(), Set.of(Part.HEAD), false)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("choose another");
    }

    @Test
    void theExactOneIsRefusedWhereUnitsAreDropped() {
        TinyCase one = new TinyCase("lora:dropout=0.5", "bert", new InnerLoop(1, InnerLoop.Kind.PEFT, RATES));
        assertThatThrownBy(() -> one.metaGradient(EXACT)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("leave dropout out");
    }

    /** Of the exact estimator, since the first-order one takes followed gradients for constants. */
    @Test
    void theGradientOfLearnedRatesIsTheDerivativeByTheirLogarithms() {
        InnerLoop inner = new InnerLoop(3, InnerLoop.Kind.PEFT, RATES);
        TinyCase one = new TinyCase("lora:rank=2", "bert", inner);
        List<Tensor> gradient = one.metaGradient(new Meta(Estimator.EXACT, Optional.of(0.01))).rates();
        try (LearnedRates rates = new LearnedRates(RATES, one.theta, inner.moving(one.model.method()), AdamW.Constants.defaults())) {
            for (int i = 0; i < gradient.size(); i++) {
                Tensor log = rates.learned().get(i).detach();
                double above = lossAfter(one, rates, log, 1e-5);
                double below = lossAfter(one, rates, log, -2e-5);
                log.add_(new Scalar(1e-5));
                assertThat(gradient.get(i).item_double()).isCloseTo((above - below) / 2e-5, within(1e-7));
            }
        }
    }

    private static double lossAfter(TinyCase one, LearnedRates rates, Tensor log, double shift) {
        log.add_(new Scalar(shift));
        return one.queryLoss(one.adapted(one.theta, rates));
    }

    @Test
    void learnedRatesMoveAgainstTheirGradientAndStayAboveZero() {
        InnerLoop inner = new InnerLoop(3, InnerLoop.Kind.PEFT, RATES);
        TinyCase one = new TinyCase(TOP, "bert", inner);
        Meta meta = new Meta(Estimator.FIRST_ORDER, Optional.of(0.01));
        List<Tensor> gradient = one.metaGradient(meta).rates();
        try (LearnedRates rates = new LearnedRates(RATES, one.theta, inner.moving(one.model.method()), AdamW.Constants.defaults())) {
            Map<String, Double> before = rates.values();
            rates.update_(gradient, 0.01);
            int i = 0;
            for (Map.Entry<String, Double> rate : rates.values().entrySet()) {
                double slope = gradient.get(i++).item_double();
                double way = 0.01 * slope / (Math.abs(slope) + 1e-8);   // Adam's first step
                assertThat(rate.getValue()).isCloseTo(before.get(rate.getKey()) * Math.exp(-way), within(1e-12));
            }
        }
    }
}
