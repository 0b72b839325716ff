package dev.headstart.eval;

import java.util.List;

/** What every scorer demands of its input. */
final class Shapes {
    private Shapes() {}

    /** @throws IllegalArgumentException as {@link Scorer#score} */
    static void requireSame(List<List<String>> gold, List<List<String>> predicted) {
        if (gold.size() != predicted.size()) {
            throw new IllegalArgumentException("There are " + gold.size() + " gold sentences but " + predicted.size()
                    + " predicted ones; score a prediction against the file it was made from.");
        }
        for (int s = 0; s < gold.size(); s++) {
            if (gold.get(s).size() != predicted.get(s).size()) {
                throw new IllegalArgumentException("Sentence " + (s + 1) + " has " + gold.get(s).size()
                        + " gold labels but " + predicted.get(s).size() + " predicted ones; give one label per word.");
            }
        }
        if (words(gold) == 0) {
            throw new IllegalArgumentException("Nothing to score: " + gold.size() + " sentences without a word."
                    + " Is the file empty?");
        }
    }

    /** @return number of labels */
    static int words(List<List<String>> sentences) {
        return sentences.stream().mapToInt(List::size).sum();
    }
}
