package dev.headstart.data;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The labels a head chooses among. A label's index is its place in the head's output, so the order belongs to a
 * trained model: XTREME's (alphabetical) and that of other WikiAnn copies differ.
 *
 * @param names distinct, at least one
 */
public record LabelSet(List<String> names) {
    public LabelSet {
        names = List.copyOf(names);
        if (new HashSet<>(names).size() != names.size()) {
            throw new IllegalArgumentException("The labels " + names + " are not distinct; name each label once.");
        }
        if (names.isEmpty() || names.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("The labels are " + names + "; give at least one, none of them empty.");
        }
    }

    /** @return every label that occurs, in alphabetical order, as XTREME has them */
    public static SortedSet<String> namesIn(Collection<Corpus> corpora) {
        TreeSet<String> names = new TreeSet<>();
        corpora.stream().flatMap(corpus -> corpus.sentences().stream()).forEach(sentence -> names.addAll(sentence.labels()));
        if (names.isEmpty()) {
            throw new IllegalArgumentException("No sentence has a label. Give labelled corpora.");
        }
        return names;
    }

    /** @throws IllegalArgumentException if a sentence has a label that is none of these, naming it */
    public void requireAllOf(Corpus corpus) {
        corpus.sentences().stream().flatMap(sentence -> sentence.labels().stream()).distinct().forEach(this::indexOf);
    }

    /** @throws IllegalArgumentException if the tag is none of these labels */
    public int indexOf(String tag) {
        int index = names.indexOf(tag);  // a dozen labels: as fast as a map
        if (index < 0) {
            throw new IllegalArgumentException("Tag '" + tag + "' is none of the labels " + String.join(", ", names)
                    + ". Were labels and data taken from different data sets?");
        }
        return index;
    }

    /**
     * @param words of {@link Unit}
     * @return the index of the sentence's label at every place that is read off, {@link Unit#IGNORED} elsewhere
     */
    int[] targets(int[] words, Sentence sentence) {
        List<String> own = sentence.labels();
        return Arrays.stream(words).map(word -> word < 0 || own.isEmpty() ? Unit.IGNORED : indexOf(own.get(word))).toArray();
    }

    public String name(int index) {
        if (index < 0 || index >= names.size()) {
            throw new IllegalArgumentException("There is no label " + index + "; the labels are 0 to "
                    + (names.size() - 1) + ": " + String.join(", ", names) + ".");
        }
        return names.get(index);
    }

    public int size() {
        return names.size();
    }

    /** @return what stands for words that no prediction reached: {@code O}, or {@code _} where that is no label */
    public String none() {
        return names.contains(TagScheme.OUTSIDE) ? TagScheme.OUTSIDE : "_";
    }
}
