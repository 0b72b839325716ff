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
        return outside;
    }

    /**
     * @param inside the parts that move in the inner loop
     * @param drops  whether anything is dropped at random while it runs
     * @throws IllegalArgumentException if there is no such meta-gradient
     */
    public void check(InnerLoop inner, Set<Part> inside, boolean drops) {
        if (inner.steps() == 0 && (estimator == Estimator.REPTILE || rateOfRates.isPresent())) {
            throw new IllegalArgumentException("Without inner steps there is no way for Reptile to follow and no rate to learn; "
                    + "give at least one, or leave it out.");
        }
        if (estimator == Estimator.REPTILE && inside.contains(Part.PRETRAINED) && !(inner.optimizer() instanceof Sgd)) {
            throw new IllegalArgumentException("Reptile would take the inner weight decay of words that no sentence has for a way to "
                    + "follow; where θp moves inside, use --inner-optimizer sgd with it.");
        }
        if (outside(inside).isEmpty()) {
            throw new IllegalArgumentException("Reptile moves what the inner loop moves, but that moves θh only; choose another "
                    + "meta-gradient, or a method with parameters.");
        }
        if (isExact() && drops) {
            throw new IllegalArgumentException("The exact meta-gradient computes each inner step twice, the same both times, so "
                    + "nothing can be dropped at random: leave dropout out, or choose another meta-gradient.");
        }
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
