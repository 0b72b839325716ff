package dev.headstart.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The sentences of one split of one language, in file order.
 *
 * @param language  language code, the name of its folder, e.g. {@code af}
 * @param split     which part of the data
 * @param sentences at least one
 */
public record Corpus(String language, Split split, List<Sentence> sentences) {
    public Corpus {
        sentences = List.copyOf(sentences);
        if (sentences.isEmpty()) {
            throw new IllegalArgumentException("The " + split + " split of '" + language + "' holds no sentence.");
        }
    }

    /** @return the right labels, sentence by sentence: one per word, or one */
    public List<List<String>> labels() {
        return sentences.stream().map(Sentence::labels).toList();
    }

    /** @return the first {@code limit} sentences, or all of them when there are fewer */
    public Corpus limit(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("The limit is " + limit + "; it must be at least 1 sentence.");
        }
        return limit >= sentences.size() ? this : new Corpus(language, split, sentences.subList(0, limit));
    }

    /** @return {@code count} sentences drawn at random, in file order, or all of them when there are fewer */
    public Corpus sample(int count, long seed) {
        if (count < 1) {
            throw new IllegalArgumentException("The sample is " + count + "; it must be at least 1 sentence.");
        }
        List<Integer> numbers = new ArrayList<>(IntStream.range(0, sentences.size()).boxed().toList());
        Collections.shuffle(numbers, new Random(seed));
        List<Sentence> drawn = numbers.stream().limit(count).sorted().map(sentences::get).toList();
        return new Corpus(language, split, drawn);
    }
}
