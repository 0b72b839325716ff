package dev.headstart.cli;

import dev.headstart.eval.ScoringMode;
import dev.headstart.eval.Span;
import java.util.List;

/**
 * A sentence with the entities found in it.
 *
 * @param words    as they were read
 * @param tags     one per word
 * @param entities spans of words
 */
record TaggedSentence(List<String> words, List<String> tags, List<Entity> entities) {
    private static final String BOLD_GREEN = "\u001b[1;32m";
    private static final String PLAIN = "\u001b[0m";

    /** @param first word, from 0 @param last word, inclusive */
    record Entity(String type, String text, int first, int last) {}

    static TaggedSentence of(List<String> words, List<String> tags) {
        List<Entity> entities = ScoringMode.DEFAULT.spans(List.of(tags)).stream()
                .map(span -> entity(words, span)).toList();
        return new TaggedSentence(words, tags, entities);
    }

    private static Entity entity(List<String> words, Span span) {
        return new Entity(span.type(), String.join(" ", words.subList(span.first(), span.last() + 1)), span.first(), span.last());
    }

    /** @return the sentence with entities in brackets, e.g. {@code [Anna PER] lives in [Oslo LOC]} */
    String text(boolean inColour) {
        StringBuilder line = new StringBuilder();
        int next = 0;
        for (Entity entity : entities) {
            words.subList(next, entity.first()).forEach(word -> line.append(word).append(' '));
            line.append('[').append(inColour ? BOLD_GREEN : "").append(entity.text()).append(inColour ? PLAIN : "")
                    .append(' ').append(entity.type()).append("] ");
            next = entity.last() + 1;
        }
        words.subList(next, words.size()).forEach(word -> line.append(word).append(' '));
        return line.toString().stripTrailing();
    }
}
