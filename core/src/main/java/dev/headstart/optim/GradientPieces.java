package dev.headstart.optim;

import dev.headstart.torch.HostArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A gradient cut into pieces of whole rows, in the number format of its parameter. */
interface GradientPieces {
    /** @return rows {@code first} to {@code first + count}, as one dimension */
    Tensor rows(long first, long count);

    /** @param summands of the gradient, at least one; each dense, or sparse in its rows as that of an embedding */
    static GradientPieces of(List<Tensor> summands, torch.ScalarType type) {
        List<GradientPieces> pieces = new ArrayList<>();
        summands.stream().filter(summand -> !summand.is_sparse()).forEach(one -> pieces.add(dense(one.contiguous(), type)));
        summands.stream().filter(Tensor::is_sparse).reduce(Tensor::add).ifPresent(sum -> pieces.add(sparse(sum.coalesce(), type)));
        return (first, count) -> pieces.stream().map(one -> one.rows(first, count)).reduce(Tensor::add).orElseThrow();
    }

    private static GradientPieces dense(Tensor gradient, torch.ScalarType type) {
        return (first, count) -> (gradient.dim() == 0 ? gradient : gradient.narrow(0, first, count)).reshape(-1).to(type);
    }

    private static GradientPieces sparse(Tensor gradient, torch.ScalarType type) {
        long width = gradient.size(1);
        Tensor numbers = gradient.indices().select(0, 0);
        long[] ascending = HostArrays.longs(numbers);
        return (first, count) -> {
            int from = position(ascending, first);
            int to = position(ascending, first + count);
            Tensor values = gradient.values().narrow(0, from, to - from).to(type);
            return values.new_zeros(count, width)   // where the gradient is
                    .index_copy_(0, numbers.narrow(0, from, to - from).sub(new Scalar(first)), values).view(-1);
        };
    }

    private static int position(long[] ascending, long number) {
        int found = Arrays.binarySearch(ascending, number);
        return found >= 0 ? found : -found - 1;
    }
}
