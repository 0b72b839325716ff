package dev.headstart.experiment;

import dev.headstart.eval.Counts;
import java.util.List;

/**
 * What a model made of one sentence of the test set.
 *
 * @param words     as the file has them
 * @param gold      one tag per word, or one label
 * @param predicted likewise
 * @param counts    of spans or labels, as the main figure adds them up
 * @param seen      whether train has a sentence of the same text
 */
public record TestSentence(List<String> words, List<String> gold, List<String> predicted, Counts counts, boolean seen) {}
