package dev.headstart.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.peft.BitFit;
import dev.headstart.peft.TopAdapter;
import org.junit.jupiter.api.Test;

class ActivationsTest {
    /** Down and σ 64 each, up and the sum 768 each, 7 scores; four bytes a number. */
    @Test
    void theResultOfEachMapOfATopAdapterAndAHeadCounts() {
        assertThat(Activations.bytesPerRow(TopAdapter.defaults(), 768, 7)).contains(4L * (64 + 64 + 768 + 768 + 7));
    }

    @Test
    void methodsInsideTheEncoderHaveTheEncodersActivations() {
        assertThat(Activations.bytesPerRow(BitFit.defaults(), 768, 7)).isEmpty();
    }
}
