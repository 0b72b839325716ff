package dev.headstart.finetune;

import dev.headstart.io.DiskBytes;
import dev.headstart.torch.Engine;
import dev.headstart.torch.HostMemory;
import java.nio.ByteBuffer;
import org.bytedeco.pytorch.Tensor;

/**
 * Rows in a mapped file; those of a batch are copied out of it, so that no tensor outlives the mapping.
 *
 * @param bytes row after row, closed with this
 */
record RowsOnDisk(DiskBytes bytes, TableShape shape, Engine engine) implements Rows {
    @Override
    public Tensor select(long[] numbers) {
        Tensor chosen = shape.withRows(numbers.length).empty();
        for (ByteBuffer all : HostMemory.windows(chosen)) {   // one: a batch is far below a gigabyte
            for (long number : numbers) {
                all.limit(all.position() + shape.rowBytes());
                bytes.read(number * shape.rowBytes(), all);
            }
        }
        return engine.place(chosen);
    }

    @Override
    public void close() {
        bytes.close();
    }
}
