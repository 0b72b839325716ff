package dev.headstart.peft;

import dev.headstart.model.Dropout;
import dev.headstart.model.Encoder;
import dev.headstart.model.Hidden;
import dev.headstart.model.LinearHead;
import dev.headstart.model.Parameters;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.model.VocabularySlice;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/**
 * The paper's model h(g(f(x; θp); θa); θh), section 4, as functions of θ.
 *
 * @param encoder f
 * @param method  g
 */
public record Classifier(Encoder encoder, PeftMethod method) {
    /**
     * The layer up to which nothing changes while {@code moving} parts do. What lies below it is computed once.
     *
     * @return 0 (nothing can be reused) to L
     */
    public int entry(Set<Part> moving) {
        boolean reusable = !moving.contains(Part.PRETRAINED) && encoder.dropout() == Dropout.OFF;
        return reusable ? method.entry(encoder.config()) : 0;
    }

    /** @return the same functions of a θp that was cut to {@code used} */
    public Classifier over(VocabularySlice used) {
        return new Classifier(encoder.over(used), method);
    }

    /** @return the same functions without dropout, as evaluation wants them */
    public Classifier evaluating() {
        return new Classifier(encoder.evaluating(), method);
    }

    /** @return θ as passes take it, its products' operands rounded once; updates go to {@code theta}, which keeps all digits */
    public Theta working(Theta theta) {
        return new Theta(encoder.working(theta.pretrained()), theta.adapter(), theta.head());
    }

    /** @return label scores at the readout rows, [R, labels] */
    public Tensor logits(Theta theta, Hidden below) {
        Tensor hidden = encoder.above(theta.pretrained(), method.adaptation(theta.adapter()), below);
        return LinearHead.logits(theta.head(), hidden);
    }

    /**
     * 𝓛(f_θ, D) of a whole set.
     *
     * @param labels [R] int64, −100 where ignored
     * @return mean cross-entropy, nats per labelled token
     */
    public Tensor loss(Theta theta, Hidden below, Tensor labels) {
        return loss(theta, below, labels, LinearHead.labelled(labels));
    }

    /**
     * The share of a part of a set in its loss: the only place where a loss is computed.
     *
     * @param labels [R] int64 of the part
     * @param outOf  number of labelled tokens of the whole set
     * @return sum of cross-entropies / {@code outOf}; the shares of all parts add up to the loss
     */
    public Tensor loss(Theta theta, Hidden below, Tensor labels, int outOf) {
        return LinearHead.loss(logits(theta, below), labels, outOf);
    }

    /** @return a fresh θa and θh around {@code pretrained}, drawn from {@code seed} */
    public Theta fresh(Parameters pretrained, int labels, long seed) {
        var type = pretrained.tensors().get(0).scalar_type();
        return new Theta(pretrained, method.fresh(encoder.config(), seed, encoder.engine(), type),
                new LinearHead(encoder.config().hiddenSize(), labels).fresh(seed + 1, encoder.engine(), type));
    }
}
