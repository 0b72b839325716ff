package dev.headstart.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.data.TokenBatch;
import dev.headstart.data.Unit;
import dev.headstart.testing.TinyModel;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Blocks, filler and neighbours are invisible: a packed batch gives what each sentence gives by itself. */
class PackingProperties {
    /** fp64, outputs of size 1 to 3; sums in another order. */
    private static final double ROUNDING = 1e-12;

    private final Encoder encoder = TinyModel.encoder();

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void packedSentencesEqualSentencesOneByOne(long seed) {
        try (PointerScope scope = new PointerScope()) {
            Parameters pretrained = TinyModel.pretrained(seed, torch.ScalarType.Double);
            List<Unit> units = TinyModel.units(1 + new Random(seed).nextInt(12), seed);
            Tensor together = output(pretrained, units);
            long row = 0;
            for (Unit unit : units) {
                Tensor alone = output(pretrained, List.of(unit));
                Tensor same = together.narrow(0, row, alone.size(0));
                if (alone.numel() > 0) {
                    assertThat(same.sub(alone).abs().max().item_double()).as("seed %d, row %d", seed, row)
                            .isLessThanOrEqualTo(ROUNDING);
                }
                row += alone.size(0);
            }
            assertThat(together.size(0)).isEqualTo(row);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void gradientsOfPackedSentencesAreTheSumOfTheirOwn(long seed) {
        try (PointerScope scope = new PointerScope()) {
            Parameters pretrained = TinyModel.pretrained(seed, torch.ScalarType.Double).leaves();
            List<Unit> units = TinyModel.units(2 + new Random(seed).nextInt(10), seed);
            Parameters together = gradients(pretrained, units);
            Parameters sum = units.stream().map(unit -> gradients(pretrained, List.of(unit))).reduce(Parameters::plus).orElseThrow();
            together.byName().forEach((name, gradient) -> assertThat(gradient.sub(sum.get(name)).abs().max().item_double())
                    .as("seed %d, %s", seed, name).isLessThanOrEqualTo(1e-10 * (1 + gradient.abs().max().item_double())));
        }
    }

    private Parameters gradients(Parameters pretrained, List<Unit> units) {
        return TinyModel.dense(pretrained.gradientsOf(score(output(pretrained, units))));
    }

    private Tensor output(Parameters pretrained, List<Unit> units) {
        Packed input = TokenBatch.of(units, encoder.engine()).input();
        return encoder.above(pretrained, Adaptation.NONE, encoder.below(pretrained, input, 0));
    }

    /** Sums up the squares; plain sums of normalised rows hardly depend on anything. */
    private static Tensor score(Tensor output) {
        return output.mul(output).mul(output).sum();
    }
}
