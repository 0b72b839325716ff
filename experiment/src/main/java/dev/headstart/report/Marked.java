package dev.headstart.report;

import dev.headstart.eval.ScoringMode;
import dev.headstart.eval.Span;
import java.util.ArrayList;
import java.util.List;

/** A sentence with its spans, or its labels, marked: pieces in their order. */
record Marked(List<Marked.Piece> pieces) {
    /** @param text words with blanks between @param label empty outside of spans @param wrong whether gold has it otherwise */
    record Piece(String text, String label, boolean wrong) {}

    /** @param tags one for each word, read as spans by conlleval's rules @param gold likewise */
    static Marked spans(List<String> words, List<String> tags, List<String> gold) {
        List<Span> right = ScoringMode.DEFAULT.spans(List.of(gold));
        List<Piece> pieces = new ArrayList<>();
        int next = 0;
        for (Span span : ScoringMode.DEFAULT.spans(List.of(tags))) {
            if (span.first() >= next) {
                addPlain(words.subList(next, span.first()), pieces);
                String text = String.join(" ", words.subList(span.first(), span.last() + 1));
                pieces.add(new Piece(text, span.type(), !right.contains(span)));
                next = span.last() + 1;
            }
        }
        addPlain(words.subList(next, words.size()), pieces);
        return new Marked(pieces);
    }

    /** @param labels one for each word, or one for all of them @param gold likewise */
    static Marked labels(List<String> words, List<String> labels, List<String> gold) {
        if (labels.size() != words.size()) {
            return new Marked(List.of(new Piece(String.join(" ", words), String.join(" ", labels), !labels.equals(gold))));
        }
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            pieces.add(new Piece(words.get(i), labels.get(i), !labels.get(i).equals(gold.get(i))));
        }
        return new Marked(pieces);
    }

    private static void addPlain(List<String> words, List<Piece> pieces) {
        if (!words.isEmpty()) {
            pieces.add(new Piece(String.join(" ", words), "", false));
        }
    }
}
