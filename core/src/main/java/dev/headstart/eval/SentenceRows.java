package dev.headstart.eval;

import java.util.function.IntFunction;

/**
 * A test set with all counts of a sentence side by side, so that a resample is one walk through memory.
 *
 * @param counts    sentence after sentence
 * @param sentences number of them
 * @param width     counts a sentence
 */
record SentenceRows(int[] counts, int sentences, int width) {
    /** @param row counts of a sentence, {@code width} of them */
    static SentenceRows of(int sentences, int width, IntFunction<int[]> row) {
        int[] counts = new int[sentences * width];
        for (int s = 0; s < sentences; s++) {
            System.arraycopy(row.apply(s), 0, counts, s * width, width);
        }
        return new SentenceRows(counts, sentences, width);
    }

    /** Draws as many sentences as there are, with replacement. @return the sum of their rows */
    int[] drawn(SplitMix64 random) {
        int[] sums = new int[width];
        for (int draw = 0; draw < sentences; draw++) {
            int row = random.below(sentences) * width;
            for (int f = 0; f < width; f++) {
                sums[f] += counts[row + f];
            }
        }
        return sums;
    }
}
