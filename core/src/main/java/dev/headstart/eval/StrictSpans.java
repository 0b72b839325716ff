package dev.headstart.eval;

import java.util.ArrayList;
import java.util.List;

/** seqeval's {@code Tokens.entities} for the scheme IOB2: a {@code B-X} and the {@code I-X} right after it, no more. */
final class StrictSpans {
    private final List<Span> spans = new ArrayList<>();

    static List<Span> read(List<List<String>> sentences) {
        StrictSpans reader = new StrictSpans();
        for (int s = 0; s < sentences.size(); s++) {
            reader.sentence(s, sentences.get(s));
        }
        return List.copyOf(reader.spans);
    }

    private void sentence(int sentence, List<String> labels) {
        for (int i = 0; i < labels.size(); i++) {
            requireIob2(labels.get(i), sentence, i);
        }
        for (int i = 0; i < labels.size(); i++) {
            if (labels.get(i).charAt(0) == 'B') {
                spans.add(new Span(type(labels.get(i)), sentence, i, last(labels, i)));
            }
        }
    }

    /** @return the last word of the span that starts at {@code first} */
    private static int last(List<String> labels, int first) {
        String type = type(labels.get(first));
        int last = first;
        while (last + 1 < labels.size()
                && labels.get(last + 1).charAt(0) == 'I' && type(labels.get(last + 1)).equals(type)) {
            last++;
        }
        return last;
    }

    /** What follows the first letter, without dashes at either end. */
    private static String type(String label) {
        int from = 1;
        int to = label.length();
        while (from < to && label.charAt(from) == '-') {
            from++;
        }
        while (to > from && label.charAt(to - 1) == '-') {
            to--;
        }
        return from == to ? "_" : label.substring(from, to);
    }

    private static void requireIob2(String label, int sentence, int word) {
        if (label.isEmpty() || "IOB".indexOf(label.charAt(0)) < 0) {
            throw new IllegalArgumentException("Sentence " + (sentence + 1) + ", word " + (word + 1)
                    + " has the label '" + label
                    + "'; strict IOB2 knows I-, O and B- only. Convert the labels or use the default mode.");
        }
    }
}
