package dev.headstart.data;

/**
 * How a file's tags mark spans. Headstart works on IOB2, where {@code B-X} begins every entity of type X and
 * {@code I-X} continues it; everything else is {@code O}.
 */
public enum TagScheme {
    /** The file is IOB2 already, as WikiAnn is; an entity that begins with {@code I-} is an error. */
    IOB2,
    /**
     * The file is IOB1, as the original CoNLL-2003 is: {@code I-X} begins an entity too, {@code B-X} only one that
     * touches another of its type. It is converted to IOB2.
     */
    IOB1;

    static final String OUTSIDE = "O";

    /** @return whether the tag is {@code O}, {@code B-X} or {@code I-X} with a type X */
    static boolean wellFormed(String tag) {
        return tag.equals(OUTSIDE) || (tag.length() > 2 && (tag.startsWith("B-") || tag.startsWith("I-")));
    }

    /** @return whether {@code tag} is an {@code I-} that does not continue the entity {@code previous} is part of */
    static boolean beginsWithInside(String previous, String tag) {
        return tag.startsWith("I-") && (previous.equals(OUTSIDE) || !type(previous).equals(type(tag)));
    }

    /** @return the type of a {@code B-} or {@code I-} tag */
    static String type(String tag) {
        return tag.substring(2);
    }
}
