package dev.headstart.peft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.headstart.checkpoint.MethodForm;
import dev.headstart.data.TokenBatch;
import dev.headstart.model.Encoder;
import dev.headstart.model.Hidden;
import dev.headstart.model.Parameters;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.testing.TinyModel;
import java.util.EnumSet;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comparing outputs with Python peft does not show. */
class LoraTest {
    private final Encoder encoder = TinyModel.encoder();
    private PointerScope scope;

    @BeforeEach
    void open() {
        scope = new PointerScope();
        torch.manual_seed(1);
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void dropoutIsOnInTrainingAndOffInEvaluation() {
        Classifier training = new Classifier(encoder, MethodForm.parse("lora:dropout=0.5"));
        Classifier without = new Classifier(encoder, Lora.defaults());
        Theta theta = moved(training);
        assertThat(logits(training, theta).equal(logits(training, theta))).isFalse();
        assertThat(logits(training, theta).equal(logits(without, theta))).isFalse();
        assertThat(logits(training.evaluating(), theta).equal(logits(without, theta))).isTrue();
    }

    /** Inverted dropout keeps the mean; 4,000 draws of a value with a deviation of its own size are within a few 60ths of it. */
    @Test
    void dropoutKeepsTheMean() {
        Theta theta = moved(new Classifier(encoder, Lora.defaults()));
        Lora dropping = new Lora(8, 8, 0.5, false, Lora.defaults().targets(), Layers.ALL);
        Tensor x = torch.ones(4000, 8);
        Tensor update = update(dropping, theta.adapter(), x);
        Tensor whole = update(Lora.defaults(), theta.adapter(), x);
        assertThat(update.mean(0).sub(whole.mean(0)).norm().item_double())
                .isCloseTo(0, within(0.1 * whole.mean(0).norm().item_double()));
    }

    private static Tensor update(Lora method, Parameters adapter, Tensor x) {
        return method.adaptation(adapter).output(0, method.targets().get(0), x, torch.zeros_like(x));
    }

    /** The lower layers stand still even where the upper ones drop, so that what lies below the entry serves again. */
    @Test
    void dropoutOfTheMethodLeavesTheEntryWhereItIs() {
        Classifier model = new Classifier(encoder, MethodForm.parse("lora:dropout=0.5,layers=1"));
        assertThat(model.entry(EnumSet.of(Part.ADAPTER, Part.HEAD))).isEqualTo(1);
    }

    @Test
    void settingsWithoutMeaningAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Lora(0, 8, 0, false, Lora.defaults().targets(), Layers.ALL))
                .withMessageContaining("rank is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Lora(8, 0, 0, false, Lora.defaults().targets(), Layers.ALL))
                .withMessageContaining("alpha is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Lora(8, 8, 1, false, Lora.defaults().targets(), Layers.ALL))
                .withMessageContaining("dropout is 1");
        assertThatIllegalArgumentException().isThrownBy(() -> new Lora(8, 8, 0, false, List.of(), Layers.ALL))
                .withMessageContaining("give at least one");
    }

    private Theta moved(Classifier model) {
        Theta fresh = model.fresh(TinyModel.pretrained(3, torch.ScalarType.Float), TinyModel.LABELS, 4);
        return fresh.map((part, parameters) -> part == Part.PRETRAINED ? parameters
                : parameters.map(tensor -> tensor.add(torch.randn_like(tensor).mul(new Scalar(0.3)))));
    }

    private Tensor logits(Classifier model, Theta theta) {
        Hidden below = encoder.below(theta.pretrained(), TokenBatch.of(TinyModel.units(5, 2), encoder.engine()).input(), 0);
        return model.logits(theta, below);
    }
}
