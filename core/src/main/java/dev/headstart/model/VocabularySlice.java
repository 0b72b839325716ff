package dev.headstart.model;

import dev.headstart.torch.Engine;
import dev.headstart.torch.Scope;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The rows of a word embedding that some text uses. Training on that text gives no other row a gradient: AdamW only
 * shrinks those, all by the same factor. So they need not be carried along, nor have a gradient and moments; one row of
 * ones, which no piece names, goes through the training in their place and shows the factor at the end.
 *
 * @param rows  numbers of the used rows, ascending
 * @param rowOf [vocabulary] int64, row of each piece in the slice, −1 for those without
 */
public record VocabularySlice(long[] rows, Tensor rowOf) {
    private static final String EMBEDDING = "embeddings.word_embeddings.weight";

    /**
     * @param ids        every piece that will occur, any number of times
     * @param vocabulary number of pieces; all {@code ids} are below it
     */
    public static VocabularySlice of(IntStream ids, int vocabulary, Engine engine) {
        long[] rows = ids.distinct().sorted().asLongStream().toArray();
        long[] rowOf = new long[vocabulary];
        Arrays.fill(rowOf, -1);
        for (int row = 0; row < rows.length; row++) {
            rowOf[(int) rows[row]] = row;
        }
        return new VocabularySlice(rows, engine.longs(rowOf));
    }

    /** @return θp with an embedding of its own, [used rows + 1, H]; the other tensors are those of {@code whole} */
    public Parameters cut(Parameters whole) {
        return whole.map((name, tensor) -> name.equals(EMBEDDING) ? cut(tensor.detach()) : tensor);
    }

    private Tensor cut(Tensor embedding) {
        Tensor used = embedding.index_select(0, numbers(embedding));
        return torch.cat(new TensorVector(used, torch.ones_like(embedding.narrow(0, 0, 1))), 0);
    }

    /** Brings the rows of {@code slice}, trained, back into {@code whole}, and shrinks the others as training would have. */
    public void restore_(Parameters whole, Parameters slice) {
        Tensor target = whole.get(EMBEDDING).detach();
        Tensor trained = slice.get(EMBEDDING).detach();
        Scope.withoutGraph(() -> {
            double shrinkage = trained.narrow(0, rows.length, 1).mean().item_double();
            return target.mul_(new Scalar(shrinkage)).index_copy_(0, numbers(target), trained.narrow(0, 0, rows.length));
        });
    }

    private Tensor numbers(Tensor embedding) {
        return torch.tensor(rows).to(embedding.device(), torch.ScalarType.Long);
    }

    /** @param ids [T] int64 pieces @return [T] int64, their rows in the slice */
    Tensor rowsOf(Tensor ids) {
        return rowOf.index_select(0, ids);
    }
}
