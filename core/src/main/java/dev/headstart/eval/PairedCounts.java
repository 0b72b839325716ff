package dev.headstart.eval;

import java.util.List;

/**
 * What two systems made of one test set, sentence by sentence.
 *
 * @param first  counts of the first system, one entry per sentence, at least one
 * @param second counts of the second, for the same sentences and therefore with the same gold counts
 */
public record PairedCounts(List<Counts> first, List<Counts> second) {
    public PairedCounts {
        first = List.copyOf(first);
        second = List.copyOf(second);
        if (first.isEmpty() || first.size() != second.size()) {
            throw new IllegalArgumentException("The systems have " + first.size() + " and " + second.size()
                    + " sentences; give counts of the same sentences, at least one.");
        }
        for (int s = 0; s < first.size(); s++) {
            if (first.get(s).gold() != second.get(s).gold()) {
                throw new IllegalArgumentException("Sentence " + (s + 1) + " has " + first.get(s).gold()
                        + " gold spans for the first system but " + second.get(s).gold()
                        + " for the second; were they scored on the same file?");
            }
        }
    }

    /**
     * @param gold   one list per sentence, one label per word
     * @param first  predictions of the first system
     * @param second predictions of the second
     * @throws IllegalArgumentException as {@link Scorer#score}
     */
    public static PairedCounts of(Scorer scorer, List<List<String>> gold, List<List<String>> first,
                                  List<List<String>> second) {
        return new PairedCounts(scorer.countsBySentence(gold, first), scorer.countsBySentence(gold, second));
    }

    /** @return micro F1 of the first system minus that of the second, in [-1, 1] */
    public double difference() {
        return sum(first).f1() - sum(second).f1();
    }

    private static Counts sum(List<Counts> sentences) {
        return sentences.stream().reduce(Counts.NONE, Counts::plus);
    }
}
