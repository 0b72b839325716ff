package dev.headstart.eval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Entity-level precision, recall and F1: a predicted span is right if its type and both its ends are. The numbers equal
 * those of seqeval 1.2.2 ({@code precision_recall_fscore_support}, {@code accuracy_score}) to the last digit.
 *
 * @param mode how labels are read as spans
 */
public record SpanScorer(ScoringMode mode) implements Scorer {
    private static final Counts MATCHED = new Counts(1, 1, 1);
    private static final Counts SPURIOUS = new Counts(0, 1, 0);
    private static final Counts MISSED = new Counts(0, 0, 1);

    @Override
    public String mainFigure() {
        return SpanScores.F1;
    }

    /**
     * @param gold      one list per sentence, one label per word
     * @param predicted of the same shape
     * @throws IllegalArgumentException if the shapes differ (naming the sentence, from 1), if there is no word at all,
     *         and as {@link ScoringMode#spans}
     */
    @Override
    public SpanScores score(List<List<String>> gold, List<List<String>> predicted) {
        Shapes.requireSame(gold, predicted);
        SortedMap<String, Counts> types = new TreeMap<>();
        compare(gold, predicted, (span, counts) -> types.merge(span.type(), counts, Counts::plus));
        Counts micro = types.values().stream().reduce(Counts.NONE, Counts::plus);
        return new SpanScores(micro, types, gold.size(), Shapes.words(gold), correctWords(gold, predicted));
    }

    /**
     * The counts of {@link #score}'s micro average, sentence by sentence; they add up to it.
     *
     * @param gold      one list per sentence, one label per word
     * @param predicted of the same shape
     * @return one entry per sentence
     * @throws IllegalArgumentException as {@link #score}
     */
    @Override
    public List<Counts> countsBySentence(List<List<String>> gold, List<List<String>> predicted) {
        Shapes.requireSame(gold, predicted);
        List<Counts> sentences = new ArrayList<>(Collections.nCopies(gold.size(), Counts.NONE));
        compare(gold, predicted, (span, counts) ->
                sentences.set(span.sentence(), sentences.get(span.sentence()).plus(counts)));
        return List.copyOf(sentences);
    }

    /** Hands over every span of either side once. */
    private void compare(List<List<String>> gold, List<List<String>> predicted, BiConsumer<Span, Counts> sink) {
        List<Span> goldSpans = mode.spans(gold);
        Set<Span> unmatched = new HashSet<>(mode.spans(predicted));
        for (Span span : goldSpans) {
            sink.accept(span, unmatched.remove(span) ? MATCHED : MISSED);
        }
        for (Span span : unmatched) {
            sink.accept(span, SPURIOUS);
        }
    }

    private static int correctWords(List<List<String>> gold, List<List<String>> predicted) {
        int correct = 0;
        for (int s = 0; s < gold.size(); s++) {
            for (int i = 0; i < gold.get(s).size(); i++) {
                correct += gold.get(s).get(i).equals(predicted.get(s).get(i)) ? 1 : 0;
            }
        }
        return correct;
    }
}
