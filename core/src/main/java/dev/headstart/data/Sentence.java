package dev.headstart.data;

import java.util.List;

/**
 * One sentence as its file has it: words and, where the file has them, one tag per word.
 *
 * @param words surface forms, at least one, none empty
 * @param tags  one tag per word, e.g. {@code B-PER}; empty for text without labels
 */
public record Sentence(List<String> words, List<String> tags) {
    public Sentence {
        words = List.copyOf(words);
        tags = List.copyOf(tags);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("A sentence needs at least one word.");
        }
        if (!tags.isEmpty() && tags.size() != words.size()) {
            throw new IllegalArgumentException(
                    "A sentence has " + words.size() + " words but " + tags.size() + " tags; give one tag per word.");
        }
    }

    /** A sentence without tags, as prediction gets it. */
    public static Sentence unlabelled(List<String> words) {
        return new Sentence(words, List.of());
    }

    /** @return the words joined by single blanks; two sentences of equal text are the same sentence to an episode */
    public String text() {
        return String.join(" ", words);
    }
}
