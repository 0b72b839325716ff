package dev.headstart.eval;

/**
 * One named span, e.g. an entity. Two spans are equal when type, sentence and both ends are.
 *
 * @param type     e.g. {@code PER}; {@code _} where the label names none
 * @param sentence from 0
 * @param first    its first word in the sentence, from 0. Negative only in the default mode, and only for labels such
 *                 as {@code O-PER X-PER}: there seqeval reaches back into an earlier sentence
 * @param last     its last word, inclusive
 */
public record Span(String type, int sentence, int first, int last) {
    public Span {
        if (type.isEmpty() || sentence < 0 || last < 0 || first > last) {
            throw new IllegalArgumentException("No span: type '" + type + "', sentence " + sentence + ", words "
                    + first + " to " + last + "; it needs a type, a sentence from 0 and at least one word.");
        }
    }
}
