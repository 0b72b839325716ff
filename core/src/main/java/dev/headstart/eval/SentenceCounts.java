package dev.headstart.eval;

import java.util.Arrays;
import java.util.List;

/** {@link Counts} of every sentence of a test set, flat: a table of an experiment holds millions of them. */
public final class SentenceCounts {
    private final int[] truePositives;
    private final int[] predicted;
    private final int[] gold;

    private SentenceCounts(int sentences) {
        truePositives = new int[sentences];
        predicted = new int[sentences];
        gold = new int[sentences];
    }

    /** @throws IllegalArgumentException if there is no sentence */
    public static SentenceCounts of(List<Counts> sentences) {
        if (sentences.isEmpty()) {
            throw new IllegalArgumentException("There is no sentence to count in; give at least one.");
        }
        SentenceCounts flat = new SentenceCounts(sentences.size());
        for (int s = 0; s < sentences.size(); s++) {
            flat.truePositives[s] = sentences.get(s).truePositives();
            flat.predicted[s] = sentences.get(s).predicted();
            flat.gold[s] = sentences.get(s).gold();
        }
        return flat;
    }

    /** @return number of sentences */
    public int size() {
        return gold.length;
    }

    /** @param sentence from 0 */
    public Counts get(int sentence) {
        return new Counts(truePositives[sentence], predicted[sentence], gold[sentence]);
    }

    /** @return whether everything in the sentence was found, and nothing else */
    public boolean isRight(int sentence) {
        return truePositives[sentence] == gold[sentence] && truePositives[sentence] == predicted[sentence];
    }

    /** @return whether both can be of the same test set */
    public boolean isOfSameSet(SentenceCounts other) {
        return Arrays.equals(gold, other.gold);
    }

    /** @return micro F1 over all sentences, in [0, 1] */
    public double f1() {
        return Counts.f1(sum(truePositives), sum(predicted), sum(gold));
    }

    private static int sum(int[] numbers) {
        int sum = 0;
        for (int number : numbers) {
            sum += number;
        }
        return sum;
    }
}
