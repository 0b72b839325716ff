package dev.headstart.peft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.headstart.checkpoint.MethodForm;
import dev.headstart.data.TokenBatch;
import dev.headstart.data.Unit;
import dev.headstart.model.Adaptation;
import dev.headstart.model.Encoder;
import dev.headstart.model.Hidden;
import dev.headstart.model.Packed;
import dev.headstart.model.Parameters;
import dev.headstart.model.Theta;
import dev.headstart.testing.TinyModel;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every method owes before it has been trained, on an encoder of two layers and 24 positions. */
class FreshMethodsTest {
    /** What they add is drawn, and seen from the first. */
    private static final Set<String> NOT_NEUTRAL = Set.of("prefix", "prompt");
    private static final String EVERY_MAP = "targets=query+key+value+attention.output.dense+intermediate.dense+output.dense";

    private final Encoder encoder = TinyModel.encoder();
    private PointerScope scope;
    private Parameters pretrained;

    @BeforeEach
    void open() {
        scope = new PointerScope();
        pretrained = TinyModel.pretrained(1, torch.ScalarType.Float);
    }

    @AfterEach
    void close() {
        scope.close();
    }

    static Stream<String> neutral() {
        return Stream.concat(MethodForm.names().stream().filter(name -> !NOT_NEUTRAL.contains(name)),
                Stream.of("lora:" + EVERY_MAP, "ia3:" + EVERY_MAP, "pfeiffer:layers=1", "houlsby:layers=top-1", "bitfit:layers=0"));
    }

    @ParameterizedTest
    @MethodSource("neutral")
    void aFreshOneLeavesTheEncodersOutputUnchangedToTheLastBit(String method) {
        assertThat(hidden(method).equal(plain())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefix:length=2", "prompt:length=2", "pfeiffer:initialisation=bert", "houlsby:initialisation=small",
        "top-adapter:initialisation=bert"})
    void aDrawnOneChangesTheEncodersOutput(String method) {
        assertThat(hidden(method).equal(plain())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"top-adapter, 2", "head, 2", "full, 0", "prompt:length=2, 0", "prefix:length=2, 0",
        "'prefix:length=2,layers=1', 1", "lora, 0", "lora:layers=top-1, 1",
        "lora:layers=0+1, 0", "ia3:layers=1, 1", "pfeiffer:layers=1, 1", "houlsby:layers=1, 1", "bitfit, 0", "bitfit:layers=1, 1"})
    void theEntryIsTheLowestLayerThatTheMethodTouches(String text, int entry) {
        PeftMethod method = MethodForm.parse(text);
        assertThat(method.entry(encoder.config())).isEqualTo(entry);
        Theta theta = moved(method);
        Packed input = input(method);
        Parameters whole = theta.pretrained().with(theta.adapter());
        Tensor fromBelow = encoder.above(whole, method.adaptation(theta.adapter()), encoder.below(whole, input, 0));
        Hidden below = encoder.below(entry == 0 ? whole : pretrained, input, entry);
        assertThat(encoder.above(whole, method.adaptation(theta.adapter()), below).equal(fromBelow)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lora", "ia3", "pfeiffer", "houlsby", "bitfit", "prefix"})
    void layersThatTheEncoderLacksAreOneClearError(String method) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Classifier(encoder, MethodForm.parse(method + ":layers=1-2")))
                .withMessage("The layers are to be '1-2', but the encoder has 2, numbered 0 to 1.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefix", "prompt"})
    void whatLeavesNoPositionForTextIsAnError(String method) {
        assertThat(new Classifier(encoder, MethodForm.parse(method + ":length=23")).method().positions()).isEqualTo(23);
        assertThatIllegalArgumentException().isThrownBy(() -> new Classifier(encoder, MethodForm.parse(method + ":length=24")))
                .withMessage("The " + method + " has length 24, but the encoder has only 24 positions; choose a shorter one.");
    }

    @ParameterizedTest
    @CsvSource({"prefix, 'has 5 pieces, but the encoder has only 4 positions for them'",
        "prompt, 'has 25 pieces, but the encoder has only 24 positions for them'"})
    void textThatHasNoPositionsLeftIsRefused(String name, String message) {
        PeftMethod method = MethodForm.parse(name + ":length=20");
        Theta theta = moved(method);
        int[] ids = IntStream.range(0, 5 + method.prompt()).toArray();
        Packed input = Packed.of(List.of(new Packed.Sequence(ids, new int[] {ids.length - 1})), encoder.engine());
        assertThatIllegalArgumentException().isThrownBy(() -> encoder.above(theta.pretrained(), method.adaptation(theta.adapter()),
                encoder.below(theta.pretrained(), input, 0))).withMessageContaining(message);
    }

    private Tensor plain() {
        Packed input = TokenBatch.of(TinyModel.units(9, 2), encoder.engine()).input();
        return encoder.above(pretrained, Adaptation.NONE, encoder.below(pretrained, input, 0));
    }

    private Tensor hidden(String text) {
        PeftMethod method = MethodForm.parse(text);
        Theta theta = new Classifier(encoder, method).fresh(pretrained, TinyModel.LABELS, 3);
        Parameters whole = theta.pretrained().with(theta.adapter());
        return encoder.above(whole, method.adaptation(theta.adapter()), encoder.below(whole, input(method), 0));
    }

    private Packed input(PeftMethod method) {
        List<Unit> units = TinyModel.units(9, 2).stream().map(unit -> unit.led(method.prompt())).toList();
        return TokenBatch.of(units, encoder.engine()).input();
    }

    /** θa away from where it starts. */
    private Theta moved(PeftMethod method) {
        Theta fresh = new Classifier(encoder, method).fresh(pretrained, TinyModel.LABELS, 3);
        return new Theta(fresh.pretrained(), fresh.adapter().map(t -> t.add(torch.randn_like(t).mul(new Scalar(0.3)))), fresh.head());
    }
}
