package dev.headstart.torch;

import static org.bytedeco.pytorch.global.torch.ScalarType;

import org.bytedeco.pytorch.Tensor;

/** Copies tensors to Java arrays, row-major. */
public final class HostArrays {
    private HostArrays() {}

    /** @return the values as int64 */
    public static long[] longs(Tensor tensor) {
        long[] values = new long[Math.toIntExact(tensor.numel())];
        tensor.to(ScalarType.Long).cpu().contiguous().data_ptr_long().get(values);
        return values;
    }

    /** @return the values as fp64 */
    public static double[] doubles(Tensor tensor) {
        double[] values = new double[Math.toIntExact(tensor.numel())];
        tensor.detach().to(ScalarType.Double).cpu().contiguous().data_ptr_double().get(values);
        return values;
    }
}
