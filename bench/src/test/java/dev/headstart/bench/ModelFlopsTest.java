package dev.headstart.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.data.Unit;
import dev.headstart.model.Activation;
import dev.headstart.model.EncoderConfig;
import dev.headstart.priming.InnerLoop;
import dev.headstart.priming.InnerRates;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelFlopsTest {
    /** 2 layers, H = 8, 12 wide in the middle: 2 · (4 · 8 · 8 + 2 · 8 · 12) = 896 weights, whatever the vocabulary. */
    private static final ModelFlops FLOPS = new ModelFlops(
            new EncoderConfig(1000, 8, 2, 2, 12, 24, 2, Activation.GELU, 1e-12, 0.1, 0.1));
    private static final List<Unit> SUPPORTS = List.of(unit(3), unit(5));
    private static final List<Unit> QUERIES = List.of(unit(4));

    /** 2 · 896 · 8 tokens, and 4 · 2 layers · 8 · (3² + 5²) for attention. */
    private static final double SUPPORT = 14_336 + 2_176;
    /** 2 · 896 · 4 tokens, and 4 · 2 · 8 · 4². */
    private static final double QUERY = 7_168 + 1_024;

    private static Unit unit(int length) {
        return new Unit(0, 0, "", new int[length], new int[length], new int[length]);
    }

    private static InnerLoop inner(int steps, InnerLoop.Kind kind) {
        return new InnerLoop(steps, kind, InnerRates.all(0.1));
    }

    @Test
    void onlyMatricesOfLayersCount() {
        assertThat(FLOPS.weights()).isEqualTo(896);
    }

    @Test
    void aForwardPassIsTwoPerWeightAndTokenAndTheProductsOfAttention() {
        assertThat(FLOPS.forward(SUPPORTS)).isEqualTo(SUPPORT);
        assertThat(FLOPS.forward(QUERIES)).isEqualTo(QUERY);
    }

    @Test
    void supportsPassOnceWhateverTheInnerStepsAndQueriesInBothDirections() {
        assertThat(FLOPS.outerStep(SUPPORTS, QUERIES, inner(5, InnerLoop.Kind.PEFT))).isEqualTo(SUPPORT + 3 * QUERY);
    }

    @Test
    void withoutInnerStepsNoSupportPasses() {
        assertThat(FLOPS.outerStep(SUPPORTS, QUERIES, inner(0, InnerLoop.Kind.PEFT))).isEqualTo(3 * QUERY);
    }

    @Test
    void whereThePretrainedPartMovesInsideEachInnerStepPassesInBothDirections() {
        assertThat(FLOPS.outerStep(SUPPORTS, QUERIES, inner(5, InnerLoop.Kind.MAML))).isEqualTo(15 * SUPPORT + 3 * QUERY);
    }
}
