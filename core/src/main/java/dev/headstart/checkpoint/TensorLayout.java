package dev.headstart.checkpoint;

import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;

/**
 * How a file holds a tensor.
 *
 * @param type  format of each element
 * @param shape sizes, each at least 0; empty for a scalar
 */
public record TensorLayout(ElementType type, List<Long> shape) {
    public TensorLayout {
        shape = List.copyOf(shape);
        if (shape.stream().anyMatch(size -> size < 0)) {
            throw new IllegalArgumentException("The shape " + shape + " has a negative size.");
        }
    }

    static TensorLayout of(Tensor tensor) {
        return new TensorLayout(ElementType.of(tensor), shapeOf(tensor));
    }

    static List<Long> shapeOf(Tensor tensor) {
        return LongStream.of(tensor.shape()).boxed().toList();
    }

    /**
     * @return bytes of all elements
     * @throws ArithmeticException if they exceed 2⁶³, or would do so if no size were 0, as libtorch counts
     */
    public long bytes() {
        long bytes = shape.stream().map(size -> Math.max(size, 1)).reduce((long) type.bytes(), Math::multiplyExact);
        return shape.contains(0L) ? 0 : bytes;
    }

    long[] sizes() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }
}
