package dev.headstart.eval;

import java.util.ArrayList;
import java.util.List;

/**
 * seqeval's {@code get_entities}: all sentences read as one sequence with an {@code O} after each.
 * The state is carried over sentence ends as seqeval carries it, which shows only for labels outside O, B, I, E, S.
 */
final class ConllSpans {
    private static final Label OUTSIDE = new Label('O', "_");

    private final List<Span> spans = new ArrayList<>();
    private Label previous = new Label('O', "");
    private int begin;

    static List<Span> read(List<List<String>> sentences) {
        ConllSpans reader = new ConllSpans();
        int offset = 0;
        for (int s = 0; s < sentences.size(); s++) {
            reader.sentence(s, offset, sentences.get(s));
            offset += sentences.get(s).size() + 1;
        }
        return List.copyOf(reader.spans);
    }

    /** @param offset position of the sentence's first word in the whole sequence */
    private void sentence(int sentence, int offset, List<String> labels) {
        for (int i = 0; i <= labels.size(); i++) {
            Label label = i < labels.size() ? Label.parse(labels.get(i), sentence, i) : OUTSIDE;
            if (label.ends(previous)) {
                spans.add(new Span(previous.type, sentence, begin - offset, i - 1));
            }
            if (label.starts(previous)) {
                begin = offset + i;
            }
            previous = label;
        }
    }

    /** @param prefix a code point, e.g. {@code 'B'} */
    private record Label(int prefix, String type) {

        /** The type is what follows the first dash, or all but the first letter where there is no dash. */
        static Label parse(String label, int sentence, int word) {
            if (label.isEmpty()) {
                throw new IllegalArgumentException("Sentence " + (sentence + 1) + ", word " + (word + 1)
                        + " has an empty label; write O for a word outside every span.");
            }
            String rest = label.substring(label.offsetByCodePoints(0, 1));
            String type = rest.substring(rest.indexOf('-') + 1);
            return new Label(label.codePointAt(0), type.isEmpty() ? "_" : type);
        }

        /** Does a span end before this label? */
        boolean ends(Label previous) {
            return switch (previous.prefix) {
                case 'E', 'S' -> true;
                case 'O', '.' -> false;
                case 'B', 'I' -> isOneOf("BSO") || !type.equals(previous.type);
                default -> !type.equals(previous.type);
            };
        }

        /** Does a span start with this label? */
        boolean starts(Label previous) {
            return switch (prefix) {
                case 'B', 'S' -> true;
                case 'O', '.' -> false;
                case 'E', 'I' -> previous.isOneOf("ESO") || !type.equals(previous.type);
                default -> !type.equals(previous.type);
            };
        }

        private boolean isOneOf(String prefixes) {
            return prefixes.indexOf(prefix) >= 0;
        }
    }
}
