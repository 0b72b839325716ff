package dev.headstart.data;

import java.util.Locale;

/** Tags that no scheme connects. */
record AnyTag() implements TagRule {
    /** Tag sets are written in capitals or signs ({@code NOUN}, {@code NNP}, {@code ``}); comments hardly are. */
    @Override
    public boolean couldBe(String column) {
        return column.equals(column.toUpperCase(Locale.ROOT));
    }

    @Override
    public String accept(String previous, String tag) {
        if (tag.isBlank()) {
            throw new IllegalArgumentException("the tag is empty; expected one, e.g. NOUN. Add it, or remove the line.");
        }
        return tag;
    }
}
