package dev.headstart.priming;

import dev.headstart.model.Part;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the outer loop follows.
 *
 * @param estimator   of the meta-gradient
 * @param rateOfRates rate of AdamW on log α, if the inner rates are learned (Meta-SGD); empty: they stay as they are
 */
public record Meta(Estimator estimator, Optional<Double> rateOfRates) {
    public Meta {
        if (rateOfRates.isPresent() && !(rateOfRates.get() > 0 && Double.isFinite(rateOfRates.get()))) {
            throw new IllegalArgumentException("The inner rates are to be learned at rate " + rateOfRates.get() + "; it must be above 0.");
        }
        if (estimator == Estimator.REPTILE && rateOfRates.isPresent()) {
            throw new IllegalArgumentException("Reptile has no gradient of the inner rates: they cannot be learned with it.");
        }
    }

    /** The paper's. */
    public static Meta defaults() {
        return new Meta(Estimator.FIRST_ORDER, Optional.empty());
    }

    /** @param inside the parts that move in the inner loop @return those that the outer loop moves */
    public Set<Part> outside(Set<Part> inside) {
        Set<Part> outside = EnumSet.of(Part.PRETRAINED, Part.ADAPTER);
        if (estimator == Estimator.REPTILE) {
            outside.retainAll(inside);
        }
        if (outside.isEmpty()) {
            throw new IllegalArgumentException("Reptile moves what the inner loop moves, but that moves θh only; choose another "
                    + "meta-gradient, or a method with parameters.");
        }
        return outside;
    }

    /** Whether gradients are differentiated again, or averaged, where θp's would be sparse. */
    boolean needsDenseGradients(InnerLoop inner, Set<Part> inside) {
        boolean plain = estimator != Estimator.EXACT && rateOfRates.isEmpty() && inner.optimizer() instanceof Sgd;
        return inside.contains(Part.PRETRAINED) && !plain;
    }

    boolean isExact() {
        return estimator == Estimator.EXACT;
    }

    /** @return e.g. {@code first-order meta-gradient} */
    public String describe() {
        return (estimator == Estimator.REPTILE ? "Reptile" : estimator + " meta-gradient")
                + (rateOfRates.isPresent() ? ", learned inner rates" : "");
    }
}
