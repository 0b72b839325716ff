package dev.headstart.bench;

import dev.headstart.model.Part;
import dev.headstart.peft.PeftMethod;
import dev.headstart.peft.TopAdapter;
import dev.headstart.priming.Estimator;
import dev.headstart.priming.InnerLoop;
import dev.headstart.priming.InnerRates;
import dev.headstart.priming.Meta;
import java.util.Optional;

/**
 * What an outer step does with its tasks.
 *
 * @param method that priming is for
 * @param inner  S, α, and which parts move inside
 * @param meta   what the outer loop follows
 */
public record Learning(PeftMethod method, InnerLoop inner, Meta meta) {
    /** Where θp moves inside, the paper's usual inner rate diverges (section 5.1), and what diverges takes another time. */
    private static final InnerRates RATES_OF_ENCODERS = InnerRates.all(1e-4);

    /** Algorithm 1 for the paper's method. */
    public static Learning paper(InnerLoop inner) {
        return new Learning(TopAdapter.defaults(), inner, Meta.defaults());
    }

    /** Algorithm 1 for {@code method}, with a meta-gradient that may differ. @param steps S */
    public static Learning of(PeftMethod method, Estimator estimator, int steps) {
        InnerLoop.Kind kind = InnerLoop.Kind.PEFT;
        InnerRates rates = kind.parts(method).contains(Part.PRETRAINED) ? RATES_OF_ENCODERS : InnerLoop.defaults().rates();
        return new Learning(method, new InnerLoop(steps, kind, rates), new Meta(estimator, Optional.empty()));
    }

    Learning withInnerSteps(int steps) {
        return new Learning(method, new InnerLoop(steps, inner.kind(), inner.rates(), inner.optimizer(), inner.freshBatches()), meta);
    }

    Learning withEstimator(Estimator estimator) {
        return new Learning(method, inner, new Meta(estimator, meta.rateOfRates()));
    }

    /** @return whether it is what the literal forms were written for, and model FLOPs are known of */
    boolean isPapers() {
        return method instanceof TopAdapter && meta.equals(Meta.defaults());
    }

    /** @throws IllegalArgumentException if {@code variant} cannot do it */
    void check(Variant variant) {
        if (variant.form() == Variant.Form.LITERAL && !isPapers()) {
            throw new IllegalArgumentException("--variants: the literal forms exist for the top adapter and first-order "
                    + "meta-gradients only, not for " + describe() + "; leave out '" + variant.name() + "'.");
        }
    }

    /** @return e.g. {@code BitFit, exact meta-gradient} */
    String describe() {
        return method.describe() + ", " + meta.describe();
    }
}
