package dev.headstart.peft;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a fresh bottleneck is drawn; its biases start at 0. */
public enum Initialisation {
    /** W_down from N(0, 1/H), W_up zero: with the residual, a fresh bottleneck changes nothing. */
    ZERO_UP,
    /** Both from N(0, 0.01²), Houlsby et al. (2019): close to the identity. */
    SMALL,
    /** Both from N(0, 0.02²), as BERT's own weights and AdapterHub's default. */
    BERT;

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    double down(int hiddenSize) {
        return this == ZERO_UP ? Math.sqrt(1.0 / hiddenSize) : up();
    }

    double up() {
        return switch (this) {
            case ZERO_UP -> 0;
            case SMALL -> 0.01;
            case BERT -> 0.02;
        };
    }
}
