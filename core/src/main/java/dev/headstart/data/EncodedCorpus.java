package dev.headstart.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A corpus as the encoder sees it, and the way back.
 *
 * @param units   in order of sentences and parts
 * @param lengths what the length limit did
 */
public record EncodedCorpus(Corpus corpus, LabelSet labels, List<Unit> units, LengthReport lengths) {
    public EncodedCorpus {
        units = List.copyOf(units);
    }

    /** @return the same with {@code count} pieces in front of every unit, see {@link Unit#led} */
    public EncodedCorpus led(int count) {
        return count == 0 ? this : new EncodedCorpus(corpus, labels, units.stream().map(unit -> unit.led(count)).toList(), lengths);
    }

    /** @return the pieces of all units, one after the other */
    public IntStream pieces() {
        return units.stream().flatMapToInt(unit -> IntStream.of(unit.ids()));
    }

    /**
     * Brings predictions back to words. Words that were cut off count as {@code O}.
     *
     * @param predictions per unit, in the order of {@link #units}, one label index per first piece
     * @return one tag per word of every sentence
     */
    public List<List<String>> join(List<int[]> predictions) {
        if (predictions.size() != units.size()) {
            throw new IllegalArgumentException("There are predictions for " + predictions.size() + " units, but "
                    + units.size() + " units. Give one array per unit.");
        }
        List<List<String>> tags = new ArrayList<>(corpus.sentences().size());
        for (Sentence sentence : corpus.sentences()) {
            tags.add(new ArrayList<>(Collections.nCopies(sentence.words().size(), labels.name(labels.outside()))));
        }
        for (int i = 0; i < units.size(); i++) {
            place(units.get(i), predictions.get(i), tags.get(units.get(i).sentence()));
        }
        return tags;
    }

    private void place(Unit unit, int[] predicted, List<String> tags) {
        if (predicted.length != unit.wordCount()) {
            throw new IllegalArgumentException("Part " + unit.part() + " of sentence " + unit.sentence() + " has "
                    + unit.wordCount() + " words but " + predicted.length + " predictions. Give one per first piece.");
        }
        int next = 0;
        for (int word : unit.words()) {
            if (word >= 0) {
                tags.set(word, labels.name(predicted[next++]));
            }
        }
    }
}
