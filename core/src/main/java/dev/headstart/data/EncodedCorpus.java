package dev.headstart.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A corpus as the encoder sees it, and the way back.
 *
 * @param readout where its labels belong
 * @param units   in order of sentences and parts
 * @param lengths what the length limit did
 */
public record EncodedCorpus(Corpus corpus, LabelSet labels, Readout readout, List<Unit> units, LengthReport lengths) {
    public EncodedCorpus {
        units = List.copyOf(units);
    }

    /** @return the same with {@code count} pieces in front of every unit, see {@link Unit#led} */
    public EncodedCorpus led(int count) {
        return count == 0 ? this : new EncodedCorpus(corpus, labels, readout,
                units.stream().map(unit -> unit.led(count)).toList(), lengths);
    }

    /** @return the pieces of all units, one after the other */
    public IntStream pieces() {
        return units.stream().flatMapToInt(unit -> IntStream.of(unit.ids()));
    }

    /**
     * Brings predictions back to sentences. Words that were cut off get {@link LabelSet#none}.
     *
     * @param predictions per unit, in the order of {@link #units}, one label index per place that is read off
     * @return of every sentence one tag per word, or its one label
     */
    public List<List<String>> join(List<int[]> predictions) {
        return join(labels.none(), predictions.stream()
                .map(predicted -> Arrays.stream(predicted).mapToObj(labels::name).toList()).toList());
    }

    /** As {@link #join}, of their probabilities; 0 for words that were cut off. */
    public List<List<Double>> joinProbabilities(List<double[]> probabilities) {
        return join(0.0, probabilities.stream().map(unit -> Arrays.stream(unit).boxed().toList()).toList());
    }

    /** As {@link #join}, of the scores of all labels; empty for words that were cut off. */
    public List<List<double[]>> joinScores(List<List<double[]>> scores) {
        return join(new double[0], scores);
    }

    private <T> List<List<T>> join(T none, List<List<T>> byUnit) {
        if (byUnit.size() != units.size()) {
            throw new IllegalArgumentException("There are predictions for " + byUnit.size() + " units, but "
                    + units.size() + " units. Give one array per unit.");
        }
        List<List<T>> joined = new ArrayList<>(corpus.sentences().size());
        for (Sentence sentence : corpus.sentences()) {
            joined.add(new ArrayList<>(Collections.nCopies(readout.labels(sentence), none)));
        }
        for (int i = 0; i < units.size(); i++) {
            place(units.get(i), byUnit.get(i), joined.get(units.get(i).sentence()));
        }
        return joined;
    }

    private static <T> void place(Unit unit, List<T> predicted, List<T> sentence) {
        if (predicted.size() != unit.wordCount()) {
            throw new IllegalArgumentException("Part " + unit.part() + " of sentence " + unit.sentence() + " has "
                    + unit.wordCount() + " words but " + predicted.size() + " predictions. Give one per first piece.");
        }
        int next = 0;
        for (int word : unit.words()) {
            if (word >= 0) {
                sentence.set(word, predicted.get(next++));
            }
        }
    }
}
