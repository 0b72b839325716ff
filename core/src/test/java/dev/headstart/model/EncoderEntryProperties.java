package dev.headstart.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.data.TokenBatch;
import dev.headstart.data.Unit;
import dev.headstart.testing.TinyModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where an encoder is entered, and with what company, changes only the rounding of fp32 sums. */
class EncoderEntryProperties {
    /** Outputs are normalised, of size 1 to 3; a few hundred roundings of 6e-8 each. */
    private static final double ROUNDING = 1e-5;

    private final Encoder encoder = TinyModel.encoder();

    static LongStream seeds() {
        return LongStream.range(0, 25);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void enteringAtAnyLayerEqualsRunningAllLayers(long seed) {
        try (PointerScope scope = new PointerScope()) {
            Parameters pretrained = TinyModel.pretrained(seed, torch.ScalarType.Float);
            Packed input = inputs(1, seed).get(0);
            Tensor whole = above(pretrained, encoder.below(pretrained, input, 0));
            assertThat(whole.shape()).containsExactly(input.readouts(), encoder.config().hiddenSize());
            for (int entry = 0; entry <= encoder.config().layers(); entry++) {
                Tensor entered = above(pretrained, encoder.below(pretrained, input, entry));
                assertClose(entered, whole, "seed " + seed + ", entry " + entry);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void joinedInputsEqualInputsOneByOne(long seed) {
        try (PointerScope scope = new PointerScope()) {
            Parameters pretrained = TinyModel.pretrained(seed, torch.ScalarType.Float);
            List<Packed> inputs = inputs(1 + (int) (seed % 5), seed);
            for (int entry = 0; entry <= encoder.config().layers(); entry++) {
                List<Hidden> joined = encoder.below(pretrained, inputs, Layout.of(
                        inputs.stream().flatMap(input -> input.sequences().stream()).toList()), entry);
                assertThat(joined).as("seed %d", seed).hasSameSizeAs(inputs);
                for (int i = 0; i < inputs.size(); i++) {
                    String where = "seed " + seed + ", entry " + entry + ", input " + i;
                    Hidden alone = encoder.below(pretrained, inputs.get(i), entry);
                    assertThat(joined.get(i).input()).as(where).isSameAs(inputs.get(i));
                    Optional<Tensor> states = joined.get(i).states();
                    alone.states().ifPresent(own -> assertClose(read(alone, states.orElseThrow()), read(alone, own), where));
                    assertClose(above(pretrained, joined.get(i)), above(pretrained, alone), where);
                }
            }
        }
    }

    private Tensor above(Parameters pretrained, Hidden below) {
        return encoder.above(pretrained, Adaptation.NONE, below);
    }

    /** The rows that mean something: below the top, a few are filler. */
    private Tensor read(Hidden below, Tensor states) {
        return below.entry() == encoder.config().layers() ? states
                : states.index_select(0, encoder.engine().longs(below.input().pieceRows()));
    }

    private List<Packed> inputs(int count, long seed) {
        Random random = new Random(seed);
        List<Packed> inputs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Unit> units = TinyModel.units(1 + random.nextInt(7), random.nextLong());
            inputs.add(TokenBatch.of(units, encoder.engine()).input());
        }
        return inputs;
    }

    private static void assertClose(Tensor actual, Tensor expected, String where) {
        assertThat(actual.shape()).as(where).isEqualTo(expected.shape());
        assertThat(actual.sub(expected).abs().max().item_double()).as(where).isLessThanOrEqualTo(ROUNDING);
    }
}
