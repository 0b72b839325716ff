package dev.headstart.data;

import java.util.Locale;

/** The three parts of a data set, by the names their files have. */
public enum Split {
    TRAIN, DEV, TEST;

    /** @return {@code train}, {@code dev} or {@code test} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
