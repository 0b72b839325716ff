package dev.headstart.torch;

import static org.bytedeco.pytorch.global.torch.ScalarType;

import java.util.Locale;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** In which number format matrix products run. Weights, sums, norms, losses and optimiser state keep their own. */
public enum Precision {
    /** Products in the weights' own format: fp32, or fp64 when the weights are. */
    FP32 {
        @Override
        Tensor operand(Tensor tensor) {
            return tensor;
        }
    },
    /** Products of operands rounded to bfloat16, result back in the weights' format. */
    BF16 {
        @Override
        Tensor operand(Tensor tensor) {
            return tensor.to(ScalarType.BFloat16);
        }
    };

    abstract Tensor operand(Tensor tensor);

    /**
     * Affine map. A product and a sum, since libtorch's own linear with a bias takes a slower kernel on CPUs.
     *
     * @param x      [rows, in]
     * @param weight [out, in]
     * @param bias   [out]
     * @return       [rows, out]
     */
    public Tensor linear(Tensor x, Tensor weight, Tensor bias) {
        return torch.matmul(operand(x), operand(weight).t()).to(weight.scalar_type()).add(bias);
    }

    /**
     * Batched matrix product.
     *
     * @param a [batch…, n, k]
     * @param b [batch…, k, m]
     * @return  [batch…, n, m]
     */
    public Tensor matmul(Tensor a, Tensor b) {
        return torch.matmul(operand(a), operand(b)).to(a.scalar_type());
    }

    /** @return {@code fp32} or {@code bf16} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
