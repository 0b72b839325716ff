package dev.headstart.data;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;

/**
 * The labels a head chooses among. A label's index is its place in the head's output, so the order belongs to a
 * trained model: XTREME's (alphabetical) and that of other WikiAnn copies differ.
 *
 * @param names distinct tags, {@code O} among them
 */
public record LabelSet(List<String> names) {
    public LabelSet {
        names = List.copyOf(names);
        if (new HashSet<>(names).size() != names.size()) {
            throw new IllegalArgumentException("The labels " + names + " are not distinct; name each label once.");
        }
        if (!names.contains(TagScheme.OUTSIDE)) {
            throw new IllegalArgumentException(
                    "The labels " + names + " lack 'O', the label of words outside any span.");
        }
    }

    /**
     * The labels of labelled corpora in alphabetical order, as XTREME has them. A type that occurs with only
     * {@code B-} or only {@code I-}, as happens in small subsets, gets both: two languages then have equal labels.
     */
    public static LabelSet of(Collection<Corpus> corpora) {
        TreeSet<String> names = new TreeSet<>();
        corpora.stream().flatMap(corpus -> corpus.sentences().stream())
                .forEach(sentence -> names.addAll(sentence.tags()));
        if (names.isEmpty()) {
            throw new IllegalArgumentException("No sentence has tags, so there are no labels. Give labelled corpora.");
        }
        for (String name : List.copyOf(names)) {
            if (!name.equals(TagScheme.OUTSIDE)) {
                names.add("B-" + TagScheme.type(name));
                names.add("I-" + TagScheme.type(name));
            }
        }
        names.add(TagScheme.OUTSIDE);
        return new LabelSet(List.copyOf(names));
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

    /** @return index of {@code O} */
    public int outside() {
        return names.indexOf(TagScheme.OUTSIDE);
    }
}
