package dev.headstart.model;

import dev.headstart.torch.Engine;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * The task head h(·; θh): one affine map from hidden states to label scores.
 *
 * @param hiddenSize H
 * @param labels     number of labels, at least 2
 */
public record LinearHead(int hiddenSize, int labels) {
    /** Standard deviation of a fresh weight, BERT's {@code initializer_range}. */
    private static final double INITIAL_DEVIATION = 0.02;
    /** libtorch's number for the reduction. */
    private static final int SUM = 2;
    private static final int IGNORED = -100;

    public LinearHead {
        if (labels < 2) {
            throw new IllegalArgumentException("A head over " + labels + " labels has nothing to decide; give at least 2.");
        }
    }

    /** @return θh: weight [labels, H] from N(0, 0.02), bias [labels] zero, as transformers initialises them */
    public Parameters fresh(long seed, Engine engine, torch.ScalarType type) {
        Map<String, Tensor> head = new LinkedHashMap<>();
        Normal normal = new Normal(seed);
        head.put("weight", normal.tensor(INITIAL_DEVIATION, engine, type, labels, hiddenSize));
        head.put("bias", Normal.zeros(engine, type, labels));
        return new Parameters(head);
    }

    /**
     * @param hidden [R, H]
     * @return       [R, labels], unnormalised log-probabilities
     */
    public static Tensor logits(Parameters head, Tensor hidden) {
        return torch.matmul(hidden, head.get("weight").t()).add(head.get("bias"));
    }

    /** @param labels [R] int64, −100 where ignored @return how many are not */
    public static int labelled(Tensor labels) {
        return Math.toIntExact(labels.ne(new Scalar(IGNORED)).sum().item_long());
    }

    /**
     * @param logits [R, labels]
     * @param labels [R] int64, −100 where ignored
     * @param outOf  number of labelled tokens of the whole set, of which these rows may be a part
     * @return sum of the cross-entropies of these rows / {@code outOf}: nats per labelled token, or a part of them
     */
    public static Tensor loss(Tensor logits, Tensor labels, int outOf) {
        Scalar total = new Scalar((double) Math.max(1, outOf));
        return torch.cross_entropy_loss(logits, labels, new TensorOptional(), SUM, IGNORED, 0).div(total);
    }
}
