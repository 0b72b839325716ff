package dev.headstart.peft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.headstart.checkpoint.MethodForm;
import dev.headstart.model.Adaptation;
import dev.headstart.model.Encoder;
import dev.headstart.model.Normal;
import dev.headstart.model.Packed;
import dev.headstart.model.Parameters;
import dev.headstart.testing.TinyModel;
import dev.headstart.torch.Scope;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods that become weights of the encoder, in fp64, where rounding hides nothing. */
class FoldedTest {
    private static final String EVERY_MAP = "targets=query+key+value+attention.output.dense+intermediate.dense+output.dense";

    private final Encoder encoder = TinyModel.encoder();
    private PointerScope scope;
    private Parameters pretrained;

    @BeforeEach
    void open() {
        scope = new PointerScope();
        pretrained = TinyModel.pretrained(1, torch.ScalarType.Double);
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lora", "lora:rank=3,alpha=5,rank_stabilised=true,layers=1," + EVERY_MAP, "ia3", "ia3:layers=0," + EVERY_MAP,
        "bitfit", "head", "full"})
    void theEncoderAloneComputesTheSame(String text) {
        PeftMethod method = MethodForm.parse(text);
        Parameters adapter = adapter(method);
        Tensor before = hidden(pretrained.with(adapter), method.adaptation(adapter));
        Tensor after = hidden(method.folded(pretrained, adapter), Adaptation.NONE);
        assertThat(before.sub(after).abs().max().item_double()).isLessThan(1e-12);
        if (!adapter.isEmpty()) {
            assertThat(before.sub(hidden(pretrained, Adaptation.NONE)).abs().max().item_double()).isGreaterThan(0.1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"top-adapter", "pfeiffer", "houlsby", "prefix:length=2", "prompt:length=2"})
    void othersSayThatTheyCannot(String text) {
        PeftMethod method = MethodForm.parse(text);
        assertThatIllegalArgumentException().isThrownBy(() -> method.folded(pretrained, adapter(method)))
                .withMessageContaining("cannot be merged").withMessageContaining(method.formula());
    }

    private Parameters adapter(PeftMethod method) {
        Normal normal = new Normal(2);
        return method.fresh(encoder.config(), pretrained, new InitialValues(1, encoder.engine(), torch.ScalarType.Double))
                .map(tensor -> normal.tensor(1, encoder.engine(), torch.ScalarType.Double, tensor.shape()));
    }

    private Tensor hidden(Parameters all, Adaptation adaptation) {
        int[] ids = IntStream.range(1, 10).toArray();
        Packed input = Packed.of(List.of(new Packed.Sequence(ids, IntStream.range(0, ids.length).toArray())), encoder.engine());
        return Scope.withoutGraph(() -> encoder.above(all, adaptation, encoder.below(all, input, 0)));
    }
}
