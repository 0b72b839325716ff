package dev.headstart.data;

/** What the tags of words must look like in a file, and what becomes of them. */
public interface TagRule {
    /** Any tag will do, as for parts of speech. */
    TagRule ANY = new AnyTag();

    /** @return whether a column could be a tag; a line that begins with {@code #} is a comment where none could */
    boolean couldBe(String column);

    /**
     * @param previous tag of the word before, as it was accepted; empty at the beginning of a sentence
     * @return the tag as the library has it
     * @throws IllegalArgumentException if it is none, saying what was expected and what to do
     */
    String accept(String previous, String tag);
}
