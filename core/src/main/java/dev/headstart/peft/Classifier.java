package dev.headstart.peft;

import dev.headstart.model.Dropout;
import dev.headstart.model.Encoder;
import dev.headstart.model.Hidden;
import dev.headstart.model.LinearHead;
import dev.headstart.model.Parameters;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.model.VocabularySlice;
import dev.headstart.torch.Scope;
import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/**
 * The paper's model h(g(f(x; θp); θa); θh), section 4, as functions of θ.
 *
 * @param encoder f
 * @param method  g
 */
public record Classifier(Encoder encoder, PeftMethod method) {
    /** @throws IllegalArgumentException if the method does not fit the encoder */
    public Classifier {
        method.check(encoder.config());
    }

    /**
     * Some or all of a set's sentences, computed up to the entry.
     *
     * @param labels [R] int64, −100 where ignored
     */
    public record Batch(Hidden below, Tensor labels) {}

    /**
     * @param loss     of a whole set, nats per labelled token
     * @param gradient of it; the parts of θ that do not move are empty
     */
    public record Slope(double loss, Theta gradient) {
        private Slope plus_(Slope other) {
            return new Slope(loss + other.loss, gradient.map((part, sum) -> sum.plus_(other.gradient.of(part))));
        }
    }

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
        return new Classifier(encoder.evaluating(), method.evaluating());
    }

    /** @return the same functions, whose gradients can be differentiated again */
    public Classifier twiceDifferentiable() {
        return new Classifier(encoder.twiceDifferentiable(), method);
    }

    /** @return θ as passes take it, its products' operands rounded once; updates go to {@code theta}, which keeps all digits */
    public Theta working(Theta theta) {
        return new Theta(encoder.working(theta.pretrained()), theta.adapter(), theta.head());
    }

    /** @return label scores at the readout rows, [R, labels] */
    public Tensor logits(Theta theta, Hidden below) {
        Tensor hidden = encoder.above(theta.pretrained().with(theta.adapter()), method.adaptation(theta.adapter()), below);
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

    /** The loss of a set that is computed in {@code parts}, and its gradient at {@code point}, whose moving parts are leaves. */
    public Slope slope(Theta point, List<Batch> parts, int outOf, Set<Part> moving) {
        if (parts.size() == 1) {
            return share(point, parts.get(0), outOf, moving);
        }
        Slope sum = new Slope(0, Theta.NONE);
        for (Batch part : parts) {
            Slope before = sum;
            sum = Scope.tidy(() -> before.plus_(share(point, part, outOf, moving)), slope -> slope.gradient.tensors());
        }
        return sum;
    }

    private Slope share(Theta point, Batch part, int outOf, Set<Part> moving) {
        Tensor share = loss(point, part.below, part.labels, outOf);
        return new Slope(share.item_double(), point.gradientsOf(share, moving));
    }

    /**
     * Divides θ: what the method takes of the encoder becomes θa.
     *
     * @param pretrained the whole encoder
     * @return a fresh θa and θh around the rest of it, drawn from {@code seed}
     */
    public Theta fresh(Parameters pretrained, int labels, long seed) {
        var type = pretrained.tensors().get(0).scalar_type();
        Parameters adapter = method.fresh(encoder.config(), pretrained, new InitialValues(seed, encoder.engine(), type));
        return divide(pretrained, adapter, freshHead(pretrained, labels, seed));
    }

    /** @return a θh of the number format of {@code pretrained}: that of {@link #fresh} with the same seed */
    public Parameters freshHead(Parameters pretrained, int labels, long seed) {
        var type = pretrained.tensors().get(0).scalar_type();
        return new LinearHead(encoder.config().hiddenSize(), labels).fresh(seed + 1, encoder.engine(), type);
    }

    /** @param encoder all its parameters @return θ, in which a name that θa has is not one of θp's */
    public static Theta divide(Parameters encoder, Parameters adapter, Parameters head) {
        return new Theta(encoder.only(name -> !adapter.byName().containsKey(name)), adapter, head);
    }

    /** @return {@code whole} with the values that its tensors have in {@code theta}, be they of θp or θa */
    public static Parameters encoderOf(Theta theta, Parameters whole) {
        Parameters all = theta.pretrained().with(theta.adapter());
        return whole.map((name, tensor) -> all.get(name));
    }
}
