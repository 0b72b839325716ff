package dev.headstart.torch;

import static org.bytedeco.pytorch.global.torch.ScalarType;

import java.util.Locale;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** In which number format matrix products run. Weights, sums, norms, losses and optimiser state keep their own. */
public enum Precision {
    /** Products in the weights' own format: fp32, or fp64 when the weights are. */
    FP32 {
        @Override
        public Tensor operand(Tensor tensor) {
            return tensor;
        }

        /** A product and a sum, since libtorch's own linear with a bias takes a slower kernel on some CPUs. */
        @Override
        public Tensor linear(Tensor x, Tensor weight, Tensor bias) {
            return torch.matmul(x, weight.t()).add(bias);
        }
    },
    /** Products of operands rounded to bfloat16, summed in fp32 and rounded to bfloat16. */
    BF16 {
        @Override
        public Tensor operand(Tensor tensor) {
            // asking is much cheaper than a call that answers with the same tensor
            return tensor.scalar_type().intern() == ScalarType.BFloat16 ? tensor : tensor.to(ScalarType.BFloat16);
        }

        @Override
        public Tensor linear(Tensor x, Tensor weight, Tensor bias) {
            return torch.linear(operand(x), operand(weight), new TensorOptional(operand(bias)));
        }
    };

    /** @return {@code tensor} as a product takes it; itself if it is so already */
    public abstract Tensor operand(Tensor tensor);

    /**
     * Affine map.
     *
     * @param x      [rows, in]
     * @param weight [out, in]
     * @param bias   [out]
     * @return       [rows, out], in the format of products
     */
    public abstract Tensor linear(Tensor x, Tensor weight, Tensor bias);

    /**
     * Batched matrix product.
     *
     * @param a [batch…, n, k]
     * @param b [batch…, k, m]
     * @return  [batch…, n, m], in the format of products
     */
    public Tensor matmul(Tensor a, Tensor b) {
        return torch.matmul(operand(a), operand(b));
    }

    /** @return {@code fp32} or {@code bf16} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
