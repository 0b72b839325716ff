package dev.headstart.priming;

import java.util.Locale;

/** What stands for the gradient of Σi 𝓛(f_θi, 𝒟ts) with regard to θp and θa, which θi depends on through the inner loop. */
public enum Estimator {
    /** The gradient at the adapted point, as if θi moved along with θ (paper, section 4.2). */
    FIRST_ORDER,
    /** The gradient itself, differentiated through all inner steps. */
    EXACT,
    /** The way that the inner loop went, θ − θi (Nichol et al. 2018); parts that stand still inside stay where they are. */
    REPTILE;

    /** @return e.g. {@code first-order} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
