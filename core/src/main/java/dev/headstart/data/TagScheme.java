package dev.headstart.data;

/**
 * How a file's tags mark spans. Headstart works on IOB2, where {@code B-X} begins every entity of type X and
 * {@code I-X} continues it; everything else is {@code O}.
 */
public enum TagScheme implements TagRule {
    /** The file is IOB2 already, as WikiAnn is; an entity that begins with {@code I-} is an error. */
    IOB2,
    /**
     * The file is IOB1, as the original CoNLL-2003 is: {@code I-X} begins an entity too, {@code B-X} only one that
     * touches another of its type. It is converted to IOB2.
     */
    IOB1;

    /** The tag of words outside any span. */
    public static final String OUTSIDE = "O";

    /** @return whether the tag is {@code O}, {@code B-X} or {@code I-X} with a type X */
    @Override
    public boolean couldBe(String tag) {
        return tag.equals(OUTSIDE) || (tag.length() > 2 && (tag.startsWith("B-") || tag.startsWith("I-")));
    }

    @Override
    public String accept(String previous, String tag) {
        if (!couldBe(tag)) {
            throw new IllegalArgumentException("the tag is '" + tag + "'; expected O, B-X or I-X with an entity type X, e.g. "
                    + "B-PER. Correct the line or convert the file to IOB2; if its tags are of another kind, such as parts of "
                    + "speech, add --task tokens.");
        }
        boolean repair = beginsWithInside(previous.isEmpty() ? OUTSIDE : previous, tag);
        if (repair && this == IOB2) {
            throw new IllegalArgumentException("the tag '" + tag + "' begins an entity"
                    + (previous.isEmpty() ? "" : " after '" + previous + "'") + "; IOB2 begins it with 'B-"
                    + type(tag) + "'. If the file is IOB1, add --tags iob1.");
        }
        return repair ? "B-" + type(tag) : tag;
    }

    /** @return whether {@code tag} is an {@code I-} that does not continue the entity {@code previous} is part of */
    private static boolean beginsWithInside(String previous, String tag) {
        return tag.startsWith("I-") && (previous.equals(OUTSIDE) || !type(previous).equals(type(tag)));
    }

    /** @return the type of a {@code B-} or {@code I-} tag */
    public static String type(String tag) {
        return tag.substring(2);
    }
}
