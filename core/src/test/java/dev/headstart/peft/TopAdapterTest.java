package dev.headstart.peft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.headstart.data.TokenBatch;
import dev.headstart.model.Activation;
import dev.headstart.model.Adaptation;
import dev.headstart.model.Encoder;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Hidden;
import dev.headstart.model.Parameters;
import dev.headstart.model.Theta;
import dev.headstart.peft.Initialisation;
import dev.headstart.testing.TinyModel;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TopAdapterTest {
    /** bert-base-multilingual-cased. */
    private static final EncoderConfig MBERT =
            new EncoderConfig(119_547, 768, 12, 12, 3072, 512, 2, Activation.GELU, 1e-12, 0.1, 0.1);

    private final Encoder encoder = TinyModel.encoder();
    private PointerScope scope;
    private Parameters pretrained;
    private Hidden below;

    @BeforeEach
    void open() {
        scope = new PointerScope();
        pretrained = TinyModel.pretrained(1, torch.ScalarType.Float);
        below = encoder.below(pretrained, TokenBatch.of(TinyModel.units(9, 2), encoder.engine()).input(), 0);
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void aFreshZeroUpAdapterLeavesTheLabelScoresUnchangedToTheLastBit() {
        Classifier plain = new Classifier(encoder, new HeadOnly());
        Classifier adapted = new Classifier(encoder, TopAdapter.defaults());
        Theta theta = adapted.fresh(pretrained, TinyModel.LABELS, 3);
        Tensor unchanged = hidden(new HeadOnly(), Parameters.NONE);
        assertThat(hidden(TopAdapter.defaults(), theta.adapter()).equal(unchanged)).isTrue();
        assertThat(adapted.logits(theta, below).equal(plain.logits(theta, below))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(value = Initialisation.class, names = {"SMALL", "BERT"})
    void otherFreshAdaptersChangeTheHiddenState(Initialisation initialisation) {
        TopAdapter method = new TopAdapter(4, Activation.RELU, true, initialisation);
        Tensor unchanged = hidden(new HeadOnly(), Parameters.NONE);
        double change = hidden(method, fresh(method, encoder.config(), 3)).sub(unchanged).abs().max().item_double();
        assertThat(change).isPositive().isLessThan(0.1);
    }

    @Test
    void withoutResidualTheHiddenStateIsTheChangeAlone() {
        TopAdapter with = new TopAdapter(4, Activation.GELU, true, Initialisation.BERT);
        TopAdapter without = new TopAdapter(4, Activation.GELU, false, Initialisation.BERT);
        Parameters adapter = fresh(with, encoder.config(), 3);
        Tensor difference = hidden(with, adapter).sub(hidden(without, adapter));
        assertThat(difference.sub(hidden(new HeadOnly(), adapter)).abs().max().item_double()).isLessThan(1e-6);
    }

    /** W_down and W_up of H·b each, b_down of b, b_up of H. */
    @ParameterizedTest
    @CsvSource({"64, 99136", "1, 2305", "256, 394240"})
    void onMultilingualBertItHasTwoMatricesAndTwoBiases(int bottleneck, long count) {
        TopAdapter method = new TopAdapter(bottleneck, Activation.RELU, true, Initialisation.ZERO_UP);
        assertThat(fresh(method, MBERT, 1).count()).isEqualTo(count)
                .isEqualTo(2L * MBERT.hiddenSize() * bottleneck + bottleneck + MBERT.hiddenSize());
    }

    /** 49,152 draws: the standard deviation of a sample's deviation is a 300th of it. */
    @ParameterizedTest
    @CsvSource({"ZERO_UP, 0.036084391824351615, 0", "SMALL, 0.01, 0.01", "BERT, 0.02, 0.02"})
    void freshWeightsHaveTheStatedSpread(Initialisation initialisation, double down, double up) {
        Parameters adapter = fresh(new TopAdapter(64, Activation.RELU, true, initialisation), MBERT, 1);
        assertThat(rootMeanSquare(adapter.get("down.weight"))).isCloseTo(down, within(0.02 * down));
        assertThat(rootMeanSquare(adapter.get("up.weight"))).isCloseTo(up, within(0.02 * up));
        assertThat(rootMeanSquare(adapter.get("down.bias"))).isZero();
        assertThat(rootMeanSquare(adapter.get("up.bias"))).isZero();
    }

    @Test
    void theSeedDecidesTheDraw() {
        TopAdapter method = TopAdapter.defaults();
        Tensor weight = fresh(method, encoder.config(), 1).get("down.weight");
        assertThat(fresh(method, encoder.config(), 1).get("down.weight").equal(weight)).isTrue();
        assertThat(fresh(method, encoder.config(), 2).get("down.weight").equal(weight)).isFalse();
    }

    @Test
    void adaptersThatCannotLearnAreRefused() {
        assertThatThrownBy(() -> new TopAdapter(0, Activation.RELU, true, Initialisation.SMALL))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new TopAdapter(64, Activation.RELU, false, Initialisation.ZERO_UP))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("cannot learn");
    }

    @Test
    void aModelWithoutAdapterHasNoAdapterParameters() {
        assertThat(fresh(new HeadOnly(), MBERT, 1).isEmpty()).isTrue();
        assertThat(new HeadOnly().adaptation(Parameters.NONE)).isSameAs(Adaptation.NONE);
    }

    private Tensor hidden(PeftMethod method, Parameters adapter) {
        return encoder.above(pretrained, method.adaptation(adapter), below);
    }

    private Parameters fresh(PeftMethod method, EncoderConfig config, long seed) {
        return method.fresh(config, Parameters.NONE, new InitialValues(seed, encoder.engine(), torch.ScalarType.Float));
    }

    private static double rootMeanSquare(Tensor tensor) {
        return Math.sqrt(tensor.mul(tensor).mean().item_double());
    }
}
