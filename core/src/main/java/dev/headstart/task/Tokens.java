package dev.headstart.task;

import dev.headstart.data.Columns;
import dev.headstart.data.LabelSet;
import dev.headstart.data.Reading;
import dev.headstart.data.Readout;
import dev.headstart.data.TagRule;
import dev.headstart.data.TagScheme;
import dev.headstart.eval.LabelScorer;
import dev.headstart.eval.Scorer;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A label for every word, such as its part of speech. */
public record Tokens() implements Task {
    @Override
    public String name() {
        return "tokens";
    }

    @Override
    public String describe() {
        return "a label for every word, such as its part of speech; scored by accuracy";
    }

    @Override
    public Readout readout() {
        return Readout.WORDS;
    }

    @Override
    public Reading reading(TagScheme scheme, Columns columns) {
        if (scheme != TagScheme.IOB2) {
            throw new IllegalArgumentException("--tags has an effect only with --task spans. Leave it out.");
        }
        return new Reading(Readout.WORDS, TagRule.ANY, columns);
    }

    @Override
    public LabelSet labels(SortedSet<String> occurring) {
        return new LabelSet(List.copyOf(occurring));
    }

    @Override
    public Scorer scorer() {
        return new LabelScorer();
    }

    @Override
    public List<String> shots(List<String> labels) {
        return labels;
    }

    @Override
    public Shown show(List<String> words, List<String> labels, List<Double> probabilities) {
        return new Tagged(words, labels);
    }

    /** @param words as they were read @param tags one per word */
    record Tagged(List<String> words, List<String> tags) implements Shown {
        private static final String CYAN = "\u001b[36m";
        private static final String PLAIN = "\u001b[0m";

        /** @return the sentence with a tag behind every word, e.g. {@code Anna/PROPN lives/VERB} */
        @Override
        public String text(boolean inColour) {
            return IntStream.range(0, words.size()).mapToObj(i -> words.get(i) + (inColour ? CYAN : "") + "/" + tags.get(i)
                    + (inColour ? PLAIN : "")).collect(Collectors.joining(" "));
        }
    }
}
