package dev.headstart.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HostMemoryTest {
    @BeforeAll
    static void startEngine() {
        Engine.start();
    }

    @Test
    void aWindowIsTheTensorsOwnMemory() {
        try (PointerScope scope = new PointerScope()) {
            Tensor tensor = Tensor.create(new float[] {1, 2, 3, 4}, 2, 2);
            ByteBuffer window = HostMemory.windows(tensor).get(0).order(ByteOrder.nativeOrder());
            assertThat(window.remaining()).isEqualTo(16);
            assertThat(window.getFloat(8)).isEqualTo(3);
            window.putFloat(8, 7);
            assertThat(HostArrays.doubles(tensor)).containsExactly(1, 2, 7, 4);
        }
    }

    @Test
    void aSliceShowsItsOwnPartOnly() {
        try (PointerScope scope = new PointerScope()) {
            Tensor row = Tensor.create(new float[] {1, 2, 3, 4}, 2, 2).narrow(0, 1, 1);
            ByteBuffer window = HostMemory.windows(row).get(0).order(ByteOrder.nativeOrder());
            assertThat(window.remaining()).isEqualTo(8);
            assertThat(window.getFloat(0)).isEqualTo(3);
        }
    }

    @Test
    void windowsFollowOneAnotherToTheEnd() {
        try (PointerScope scope = new PointerScope()) {
            List<ByteBuffer> windows = HostMemory.windows(Tensor.create(new byte[] {1, 2, 3, 4, 5, 6, 7}, 7), 3);
            assertThat(windows).extracting(ByteBuffer::remaining).containsExactly(3, 3, 1);
            assertThat(windows).extracting(window -> window.get(0)).containsExactly((byte) 1, (byte) 4, (byte) 7);
        }
    }

    @Test
    void anEmptyTensorHasNoWindow() {
        try (PointerScope scope = new PointerScope()) {
            assertThat(HostMemory.windows(torch.ones(0, 5))).isEmpty();
        }
    }

    @Test
    void aTransposedTensorIsRefused() {
        try (PointerScope scope = new PointerScope()) {
            assertThatThrownBy(() -> HostMemory.windows(torch.ones(2, 3).t()))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("contiguous");
        }
    }
}
