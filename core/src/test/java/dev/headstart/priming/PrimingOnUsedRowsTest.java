package dev.headstart.priming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.checkpoint.MethodForm;
import dev.headstart.data.Unit;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.model.VocabularySlice;
import dev.headstart.optim.AdamW;
import dev.headstart.optim.LinearSchedule;
import dev.headstart.peft.Classifier;
import dev.headstart.testing.TinyModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Priming that carries the used rows of the embedding only equals priming with all of them, whatever is primed for and how. */
class PrimingOnUsedRowsTest {
    private static final int STEPS = 3;

    @ParameterizedTest
    @CsvSource({"top-adapter, FIRST_ORDER, false", "top-adapter, EXACT, false", "lora:rank=2, EXACT, false", "bitfit, EXACT, false",
        "prompt:length=2, EXACT, false", "full, FIRST_ORDER, false", "full, EXACT, false", "full, REPTILE, false",
        "full, EXACT, true", "full, FIRST_ORDER, true"})
    void equalsPrimingWithTheWholeVocabulary(String method, Estimator estimator, boolean adamW) {
        try (PointerScope scope = new PointerScope()) {
            Classifier model = new Classifier(TinyModel.encoder(), MethodForm.parse(method));
            List<Unit> units = TinyModel.units(12, 7).stream().map(unit -> unit.led(model.method().prompt())).toList();
            Theta whole = model.fresh(TinyModel.pretrained(3, torch.ScalarType.Double), TinyModel.LABELS, 5);
            Theta sliced = whole.copy();
            prime(model, whole, units, estimator, adamW);

            VocabularySlice used = VocabularySlice.of(units.stream().flatMapToInt(unit -> IntStream.of(unit.ids())),
                    model.encoder().config().vocabularySize(), model.encoder().engine());
            Theta small = new Theta(used.cut(sliced.pretrained()), sliced.adapter(), sliced.head());
            prime(model.over(used), small, units, estimator, adamW);
            used.restore_(sliced.pretrained(), small.pretrained());
            for (Part part : List.of(Part.PRETRAINED, Part.ADAPTER)) {
                whole.of(part).byName().forEach((name, value) -> assertThat(value.sub(sliced.of(part).get(name)).abs().max().item_double())
                        .as(name).isLessThan(1e-9));
            }
        }
    }

    private static void prime(Classifier model, Theta theta, List<Unit> units, Estimator estimator, boolean adamW) {
        AdamW.Constants constants = new AdamW.Constants(0.9, 0.999, 1e-3, 0.1);   // ε so large that rounding is not blown up
        InnerOptimizer optimizer = adamW ? new InnerAdamW(constants) : new Sgd();
        InnerLoop inner = new InnerLoop(2, InnerLoop.Kind.PEFT, InnerRates.all(0.02), optimizer, false);
        Priming.Config config = new Priming.Config(inner, new LinearSchedule(0.01, 0, STEPS), constants, Heads.Policy.PER_LANGUAGE,
                new Meta(estimator, Optional.empty()), Integer.MAX_VALUE);
        Map<String, List<Unit>> sources = Map.of("en", units);
        try (Priming priming = new Priming(model, config, theta, sources, TinyModel.LABELS, 4)) {
            EpisodeSampler sampler = new EpisodeSampler(sources, new Episode.Shape(2, 2, 2), 5);
            for (int step = 0; step < STEPS; step++) {
                priming.step(sampler.next());
            }
        }
    }
}
