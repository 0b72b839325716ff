package dev.headstart.priming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.checkpoint.MethodForm;
import dev.headstart.finetune.FineTuning;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.optim.AdamW;
import dev.headstart.optim.LinearSchedule;
import dev.headstart.peft.Tuning;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every method owes to priming and fine-tuning, in double precision on tiny encoders. */
class MethodContractTest {
    private static final List<String> METHODS = List.of("top-adapter:bottleneck=4,initialisation=bert",
            "pfeiffer:bottleneck=4,initialisation=bert", "houlsby:bottleneck=4,initialisation=bert",
            "houlsby:bottleneck=4,initialisation=bert,layers=top-1", "lora:rank=2", "lora:rank=2,alpha=3,rank_stabilised=true,"
            + "targets=key+attention.output.dense+intermediate.dense+output.dense,layers=1", "ia3", "ia3:targets=query+"
            + "attention.output.dense+intermediate.dense", "bitfit", "bitfit:layers=top-1", "prefix:length=3",
            "prefix:length=2,layers=1", "prompt:length=3", "head", "full");
    private static final InnerRates RATES = new InnerRates(0.01, 0.05, 0.2);

    private PointerScope scope;

    @BeforeEach
    void open() {
        scope = new PointerScope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    static Stream<String> methods() {
        return METHODS.stream();
    }

    static Stream<Arguments> methodsAndEncoders() {
        return METHODS.stream().flatMap(method -> Stream.of("bert", "xlm-r").map(encoder -> Arguments.of(method, encoder)));
    }

    @Test
    void everyMethodIsTested() {
        assertThat(METHODS.stream().map(method -> method.split(":")[0])).containsAll(MethodForm.names());
    }

    @ParameterizedTest
    @MethodSource("methodsAndEncoders")
    void theExactMetaGradientIsTheDerivativeOfTheQueryLossAfterAdapting(String method, String encoder) {
        TinyCase one = new TinyCase(method, encoder, new InnerLoop(3, InnerLoop.Kind.PEFT, RATES));
        Theta gradient = one.metaGradient(new Meta(Estimator.EXACT, Optional.empty())).gradient();
        Derivative.assertIs(gradient, one.theta, point -> one.queryLoss(one.adapted(point)));
    }

    @ParameterizedTest
    @MethodSource("methodsAndEncoders")
    void theFirstOrderMetaGradientIsTheDerivativeOfTheQueryLossAtTheAdaptedPoint(String method, String encoder) {
        TinyCase one = new TinyCase(method, encoder, new InnerLoop(3, InnerLoop.Kind.PEFT, RATES));
        Theta gradient = one.metaGradient(Meta.defaults()).gradient();
        List<Theta> adapted = one.adapted(one.theta).stream().map(InnerLoop.Adapted::theta).map(Theta::copy).toList();
        Derivative.assertIs(gradient, one.theta, point -> one.queryLossAt(adapted.stream()
                .map(end -> moved(end, one.theta, point)).toList()));
    }

    /** @return {@code end}, moved as {@code point} is from {@code start} */
    private static Theta moved(Theta end, Theta start, Theta point) {
        return end.map((part, parameters) -> part == Part.HEAD ? parameters : parameters.map((name, value) ->
                value.add(point.of(part).get(name).sub(start.of(part).get(name)))));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void onlyTheMethodsOwnPartsMoveInTheInnerLoop(String method) {
        TinyCase one = new TinyCase(method, "bert", new InnerLoop(2, InnerLoop.Kind.PEFT, RATES));
        Theta before = one.theta.copy();
        Theta after = one.adapted(one.theta).get(0).theta();
        assertOnlyMoved(one.model.method().moving(), before, after);
        assertOnlyMoved(Set.of(), before, one.theta);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void onlyTheMethodsOwnPartsMoveInFineTuning(String method) {
        TinyCase one = new TinyCase(method, "bert", InnerLoop.defaults());
        Theta theta = one.theta;
        Theta before = theta.copy();
        new FineTuning(one.model, new FineTuning.Config(Tuning.ADAPTER, new LinearSchedule(0.01, 0, 3), AdamW.Constants.defaults(),
                4, 3, Optional.empty(), 1)).run(theta, one.units(12, 5), Optional.empty(), new FineTuning.Listener() {});
        assertOnlyMoved(one.model.method().moving(), before, theta);
    }

    private static void assertOnlyMoved(Set<Part> moving, Theta before, Theta after) {
        for (Part part : Part.values()) {
            before.of(part).byName().forEach((name, value) -> {
                boolean matters = !name.endsWith("key.bias");   // it adds the same to all scores of a row, so its gradient is 0
                if (matters || !moving.contains(part)) {
                    assertThat(after.of(part).get(name).equal(value)).as("%s of %s stood still", name, part)
                            .isEqualTo(!moving.contains(part));
                }
            });
        }
    }
}
