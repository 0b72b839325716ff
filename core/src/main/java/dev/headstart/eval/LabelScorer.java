package dev.headstart.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Accuracy and macro F1 of labels that stand alone, of words or of sentences, as scikit-learn counts them. */
public record LabelScorer() implements Scorer {
    private static final Counts MATCHED = new Counts(1, 1, 1);
    private static final Counts SPURIOUS = new Counts(0, 1, 0);
    private static final Counts MISSED = new Counts(0, 0, 1);

    @Override
    public String mainFigure() {
        return LabelScores.ACCURACY;
    }

    @Override
    public LabelScores score(List<List<String>> gold, List<List<String>> predicted) {
        Shapes.requireSame(gold, predicted);
        SortedMap<String, Counts> labels = new TreeMap<>();
        for (int s = 0; s < gold.size(); s++) {
            for (int i = 0; i < gold.get(s).size(); i++) {
                String right = gold.get(s).get(i);
                String guess = predicted.get(s).get(i);
                labels.merge(right, right.equals(guess) ? MATCHED : MISSED, Counts::plus);
                if (!right.equals(guess)) {
                    labels.merge(guess, SPURIOUS, Counts::plus);
                }
            }
        }
        return new LabelScores(labels, gold.size());
    }

    @Override
    public List<Counts> countsBySentence(List<List<String>> gold, List<List<String>> predicted) {
        Shapes.requireSame(gold, predicted);
        List<Counts> sentences = new ArrayList<>();
        for (int s = 0; s < gold.size(); s++) {
            int right = 0;
            for (int i = 0; i < gold.get(s).size(); i++) {
                right += gold.get(s).get(i).equals(predicted.get(s).get(i)) ? 1 : 0;
            }
            sentences.add(new Counts(right, gold.get(s).size(), gold.get(s).size()));
        }
        return List.copyOf(sentences);
    }
}
