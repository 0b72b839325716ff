package dev.headstart.checkpoint;

import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Number formats of safetensors files that libtorch can hold, by the names that the files use. */
public enum ElementType {
    F64(8, ScalarType.Double),
    F32(4, ScalarType.Float),
    F16(2, ScalarType.Half),
    BF16(2, ScalarType.BFloat16),
    I64(8, ScalarType.Long),
    I32(4, ScalarType.Int),
    I16(2, ScalarType.Short),
    I8(1, ScalarType.Char),
    U8(1, ScalarType.Byte),
    BOOL(1, ScalarType.Bool);

    private final int bytes;
    private final ScalarType scalarType;

    ElementType(int bytes, ScalarType scalarType) {
        this.bytes = bytes;
        this.scalarType = scalarType;
    }

    /** @return bytes of one element */
    public int bytes() {
        return bytes;
    }

    /** @return libtorch's name for this type */
    public ScalarType scalarType() {
        return scalarType;
    }

    /** @return whether elements are real numbers, as the weights of a model must be */
    public boolean isFloating() {
        return this == F64 || this == F32 || this == F16 || this == BF16;
    }

    /** @return the type called {@code name} in files, if there is one */
    static Optional<ElementType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    /** @throws IllegalArgumentException if a file cannot hold the tensor's type */
    static ElementType of(Tensor tensor) {
        ScalarType scalarType = tensor.scalar_type().intern();
        return Arrays.stream(values()).filter(type -> type.scalarType == scalarType).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Tensors of type " + scalarType
                        + " cannot be written; convert to one of " + Arrays.toString(values()) + "."));
    }
}
