package dev.headstart.data;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What the encoder sees at once: a sentence, or one part of a split one. The arrays are shared for speed and must not
 * be modified; all three have one element per piece, special tokens included.
 *
 * @param sentence index of the sentence in its corpus
 * @param part     0, or which part of the split sentence
 * @param text     text of the whole sentence; episodes keep support and query apart by it
 * @param ids      pieces
 * @param words    at the first piece of a word its index in the sentence, else -1
 * @param labels   at the first piece of a word its label's index, else {@link #IGNORED}; unlabelled: only that
 */
public record Unit(int sentence, int part, String text, int[] ids, int[] words, int[] labels) {
    /** Label of positions that count in no loss and no score: the {@code ignore_index} of PyTorch's cross entropy. */
    public static final int IGNORED = -100;

    public Unit {
        if (ids.length == 0 || words.length != ids.length || labels.length != ids.length) {
            throw new IllegalArgumentException("A unit of sentence " + sentence + " has " + ids.length + " ids, "
                    + words.length + " words and " + labels.length + " labels; expected the same number, at least 1.");
        }
    }

    /** @return the same behind {@code count} more pieces, which mean nothing and stand for something else */
    public Unit led(int count) {
        int[] more = new int[count];
        Arrays.fill(more, ids[0]);
        int[] noWords = new int[count];
        Arrays.fill(noWords, -1);
        int[] noLabels = new int[count];
        Arrays.fill(noLabels, IGNORED);
        return new Unit(sentence, part, text, join(more, ids), join(noWords, words), join(noLabels, labels));
    }

    private static int[] join(int[] a, int[] b) {
        return IntStream.concat(IntStream.of(a), IntStream.of(b)).toArray();
    }

    /** @return number of pieces, special tokens included */
    public int length() {
        return ids.length;
    }

    /** @return number of pieces with a label */
    public int labelled() {
        int count = 0;
        for (int label : labels) {
            if (label != IGNORED) {
                count++;
            }
        }
        return count;
    }

    /** @return number of words that begin here, and so of predictions that are expected */
    public int wordCount() {
        int count = 0;
        for (int word : words) {
            if (word >= 0) {
                count++;
            }
        }
        return count;
    }
}
