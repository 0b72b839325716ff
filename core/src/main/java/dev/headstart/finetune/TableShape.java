package dev.headstart.finetune;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** Size and number format of a table, [rows, width]. */
record TableShape(long rows, long width, torch.ScalarType type) {
    int rowBytes() {
        return Math.toIntExact(width * torch.elementSize(type));
    }

    long bytes() {
        return Math.multiplyExact(rows, (long) rowBytes());
    }

    TableShape withRows(long other) {
        return new TableShape(other, width, type);
    }

    /** @return a tensor on the CPU whose values are anything; it belongs to the open scope */
    Tensor empty() {
        return torch.empty(new long[] {rows, width}, new TensorOptions(type), new org.bytedeco.pytorch.MemoryFormatOptional());
    }
}
