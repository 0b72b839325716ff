package dev.headstart.data;

import java.util.List;
import java.util.Optional;

/**
 * One sentence as its file has it: words and, where the file has them, one tag per word or one label for all.
 *
 * @param words surface forms, at least one, none empty
 * @param tags  one tag per word, e.g. {@code B-PER}; empty for text without tags
 * @param label of the whole sentence; only where there are no tags
 */
public record Sentence(List<String> words, List<String> tags, Optional<String> label) {
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
        if (!tags.isEmpty() && label.isPresent()) {
            throw new IllegalArgumentException("A sentence has tags and the label '" + label.get() + "'; give one of them.");
        }
    }

    /** A sentence whose words have tags. */
    public Sentence(List<String> words, List<String> tags) {
        this(words, tags, Optional.empty());
    }

    /** A sentence with one label. */
    public static Sentence classified(List<String> words, String label) {
        return new Sentence(words, List.of(), Optional.of(label));
    }

    /** A sentence without labels, as prediction gets it. */
    public static Sentence unlabelled(List<String> words) {
        return new Sentence(words, List.of());
    }

    /** @return what a model should say: one tag per word, or the one label; empty for text without labels */
    public List<String> labels() {
        return label.map(List::of).orElse(tags);
    }

    /** @return the words joined by single blanks; two sentences of equal text are the same sentence to an episode */
    public String text() {
        return String.join(" ", words);
    }
}
