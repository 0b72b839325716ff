package dev.headstart.model;

import java.util.Locale;

/** What the encoder's own dropout does while training. */
public enum Dropout {
    /** Off, as in a frozen extractor; what lies below the entry is computed once and reused. */
    OFF,
    /** A fresh mask at every pass, with the configuration's probabilities; nothing is reused. */
    ON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
