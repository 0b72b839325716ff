package dev.headstart.model;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/**
 * What a PEFT method does to the encoder, as far as the encoder is concerned. Each of its places asks; a method answers
 * where it has something to change. Behind the last layer's attention there are only the rows that are read off, so what
 * happens there must not depend on other rows.
 */
public interface Adaptation {
    /** Changes nothing. */
    Adaptation NONE = new Adaptation() {};

    /**
     * Keys and values that every sequence of a layer sees in front of its own.
     *
     * @param keys   [P, H]
     * @param values [P, H]
     */
    record Prefix(Tensor keys, Tensor values) {}

    /**
     * Not asked at query, key and value, which are one product.
     *
     * @param x [rows, in], about to enter a linear map
     * @return  what enters it, [rows, in]
     */
    default Tensor input(int layer, Site site, Tensor x) {
        return x;
    }

    /** @param x [rows, in] @param y [rows, out], what a linear map made of it @return what it is taken for, [rows, out] */
    default Tensor output(int layer, Site site, Tensor x, Tensor y) {
        return y;
    }

    /**
     * @param site     {@link Site#ATTENTION_OUTPUT} or {@link Site#OUTPUT}, the end of a sub-layer
     * @param change   [rows, H], what the sub-layer adds to the residual stream
     * @param residual [rows, H], the residual stream
     * @param norm     the layer normalisation that follows their sum
     * @return         [rows, H], what is added
     */
    default Tensor change(int layer, Site site, Tensor change, Tensor residual, UnaryOperator<Tensor> norm) {
        return change;
    }

    /** @return what stands in front of the layer's keys and values */
    default Optional<Prefix> prefix(int layer) {
        return Optional.empty();
    }

    /** @return [P, E], what stands in the place of the first P word embeddings of every sequence */
    default Optional<Tensor> prompt() {
        return Optional.empty();
    }

    /** @return by how much the positions of all pieces are shifted */
    default int shift() {
        return 0;
    }

    /** @param hidden [R, H], behind the last layer @return what the head reads, [R, H] */
    default Tensor top(Tensor hidden) {
        return hidden;
    }
}
