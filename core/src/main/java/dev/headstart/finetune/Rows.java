package dev.headstart.finetune;

import org.bytedeco.pytorch.Tensor;

/** A table of numbers, [rows, width], wherever it is kept. */
interface Rows extends AutoCloseable {
    /** @return those rows, in that order, on the engine's device; it belongs to the open scope */
    Tensor select(long[] numbers);

    @Override
    void close();
}
