package dev.headstart.data;

import java.util.List;
import java.util.Locale;

/** The three parts of a data set, by the names their files have. */
public enum Split {
    TRAIN, DEV, TEST;

    /** @return what the names of its files may begin with: also {@code validation}, which is Hugging Face's word for dev */
    List<String> fileStems() {
        return this == DEV ? List.of("dev", "validation") : List.of(toString());
    }

    /** @return {@code train}, {@code dev} or {@code test} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
