package dev.headstart.bench;

import dev.headstart.data.Unit;
import java.util.ArrayList;
import java.util.List;

/** Sentences of one length, cut from and joined of real ones: what a step costs depends on nothing else about them. */
final class ExactLength {
    private ExactLength() {}

    /** A piece of a real sentence, not a special token. */
    private record Piece(int id, boolean startsWord, int label) {}

    /**
     * @param units  real ones; their first and last pieces are the special tokens
     * @param length pieces of each, special tokens included, at least 3
     * @return as many as there are {@code units}; pieces serve again where they run out
     */
    static List<Unit> of(List<Unit> units, int length) {
        if (length < 3) {
            throw new IllegalArgumentException("The length is " + length + "; with two special tokens it must be at least 3.");
        }
        List<Piece> pieces = units.stream().flatMap(unit -> pieces(unit).stream()).toList();
        List<Unit> exact = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            exact.add(cut(i, units.get(0), pieces, length));
        }
        return exact;
    }

    private static List<Piece> pieces(Unit unit) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 1; i < unit.length() - 1; i++) {
            pieces.add(new Piece(unit.ids()[i], unit.words()[i] >= 0, unit.labels()[i]));
        }
        return pieces;
    }

    private static Unit cut(int number, Unit frame, List<Piece> pieces, int length) {
        int[] ids = new int[length];
        int[] words = new int[length];
        int[] labels = new int[length];
        ids[0] = frame.ids()[0];
        ids[length - 1] = frame.ids()[frame.length() - 1];
        words[0] = words[length - 1] = -1;
        labels[0] = labels[length - 1] = Unit.IGNORED;
        int word = 0;
        for (int i = 1; i < length - 1; i++) {
            Piece piece = pieces.get((int) (((long) number * (length - 2) + i - 1) % pieces.size()));
            ids[i] = piece.id();
            words[i] = piece.startsWord() ? word++ : -1;
            labels[i] = piece.label();
        }
        return new Unit(number, 0, "cut " + number, ids, words, labels);
    }
}
