package dev.headstart.finetune;

import dev.headstart.io.ByteSink;
import dev.headstart.torch.Engine;
import dev.headstart.torch.HostMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * A table that can be computed, block after block, and again from the start where what takes it has failed midway.
 *
 * @param facts      all that it depends on besides the origin of {@link FeatureStorage}, by name
 * @param traversals begins to compute
 */
record ComputedTable(Map<String, String> facts, TableShape shape, Engine engine, Supplier<Blocks> traversals) {
    /** Computes consecutive rows, from the first row on; each tensor belongs to the scope open at {@link #next}. */
    interface Blocks extends Iterator<Tensor>, AutoCloseable {
        @Override
        void close();
    }

    /** @return the whole table on the engine's device; it belongs to the open scope */
    Tensor tensor() {
        Tensor all = engine.place(shape.empty());
        long filled = 0;
        try (Blocks blocks = traversals.get()) {
            while (blocks.hasNext()) {
                try (PointerScope scope = new PointerScope()) {
                    Tensor rows = blocks.next();
                    all.narrow(0, filled, rows.size(0)).copy_(rows);
                    filled += rows.size(0);
                }
            }
        }
        return all;
    }

    /** Computes the table with no more than a block in memory. */
    void writeTo(ByteSink sink) throws IOException {
        try (Blocks blocks = traversals.get()) {
            while (blocks.hasNext()) {
                try (PointerScope scope = new PointerScope()) {
                    write(blocks.next(), sink);
                }
            }
        }
    }

    static void write(Tensor tensor, ByteSink sink) throws IOException {
        try (PointerScope copies = new PointerScope()) {
            for (ByteBuffer window : HostMemory.windows(tensor.cpu().contiguous())) {
                sink.write(window);
            }
        }
    }
}
