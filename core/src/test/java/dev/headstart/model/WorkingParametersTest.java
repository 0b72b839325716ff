package dev.headstart.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.data.TokenBatch;
import dev.headstart.testing.TinyModel;
import dev.headstart.torch.Engine;
import dev.headstart.torch.Precision;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkingParametersTest {
    private final Encoder exact = TinyModel.encoder();
    private final Encoder rounding = new Encoder(TinyModel.config(), Dropout.OFF,
            Engine.start(Engine.Device.CPU, 1, Precision.BF16));
    private PointerScope scope;
    private Parameters pretrained;
    private Packed input;

    @BeforeEach
    void open() {
        scope = new PointerScope();
        pretrained = TinyModel.pretrained(1, torch.ScalarType.Float);
        input = TokenBatch.of(TinyModel.units(9, 2), exact.engine()).input();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void inFp32TheyAreTheParametersThemselves() {
        Parameters working = exact.working(pretrained);
        pretrained.byName().forEach((name, tensor) -> assertThat(working.get(name).is_same(tensor)).as(name).isTrue());
    }

    @Test
    void inBf16OnlyTheMatricesOfTheLayersAreRounded() {
        rounding.working(pretrained).byName().forEach((name, tensor) -> assertThat(tensor.scalar_type().intern() == torch.ScalarType.BFloat16)
                .as(name).isEqualTo(name.matches("encoder\\.layer\\..*(query|key|value|dense)\\.weight")));
    }

    @Test
    void roundingAheadEqualsRoundingInThePassToTheLastBit() {
        assertThat(output(rounding, rounding.working(pretrained)).equal(output(rounding, pretrained))).isTrue();
    }

    /** bf16 has 8 significant bits; an output is the sum of a few dozen roundings of relative size 2⁻⁹. */
    @Test
    void bf16IsCloseToFp32() {
        Tensor difference = output(rounding, pretrained).sub(output(exact, pretrained));
        double size = output(exact, pretrained).norm().item_double();
        assertThat(difference.norm().item_double()).isPositive().isLessThan(0.02 * size);
    }

    @Test
    void gradientsOfBothAgreeAsFarAsTheRoundingGoes() {
        Parameters ahead = rounding.working(pretrained).leaves();
        Parameters inside = pretrained.leaves();
        Parameters one = ahead.gradientsOf(output(rounding, ahead).pow(new org.bytedeco.pytorch.Scalar(3)).sum());
        Parameters other = inside.gradientsOf(output(rounding, inside).pow(new org.bytedeco.pytorch.Scalar(3)).sum());
        one.byName().forEach((name, gradient) -> assertThat(gradient.to(torch.ScalarType.Float).sub(other.get(name)).norm().item_double())
                .as(name).isLessThanOrEqualTo(1e-2 * (1e-6 + other.get(name).norm().item_double())));
    }

    private Tensor output(Encoder encoder, Parameters parameters) {
        return encoder.above(parameters, Adaptation.NONE, encoder.below(parameters, input, 0));
    }
}
