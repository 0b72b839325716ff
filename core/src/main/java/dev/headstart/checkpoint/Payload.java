package dev.headstart.checkpoint;

import dev.headstart.io.AtomicFile;
import dev.headstart.torch.HostMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** What a safetensors file will hold under one name: a tensor, or bytes of another file. */
public interface Payload {
    /** @return type and shape */
    TensorLayout layout();

    /** Writes exactly {@code layout().bytes()} bytes at the channel's position. */
    void writeTo(FileChannel channel) throws IOException;

    /** @param tensor on any device; must live until it is written */
    static Payload of(Tensor tensor) {
        return new OfTensor(tensor, TensorLayout.of(tensor));
    }

    /** A tensor in its own type. */
    record OfTensor(Tensor tensor, TensorLayout layout) implements Payload {
        @Override
        public void writeTo(FileChannel channel) throws IOException {
            try (PointerScope copies = new PointerScope()) {
                for (ByteBuffer window : HostMemory.windows(tensor.detach().cpu().contiguous())) {
                    AtomicFile.writeFully(channel, window);
                }
            }
        }
    }

    /** Bytes of an open file, unchanged. */
    record OfFile(FileChannel source, long begin, TensorLayout layout) implements Payload {
        @Override
        public void writeTo(FileChannel channel) throws IOException {
            AtomicFile.transfer(source, begin, layout.bytes(), channel);
        }
    }
}
