package dev.headstart.task;

import dev.headstart.data.Readout;
import java.util.List;
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
