package dev.headstart.task;

import dev.headstart.data.Readout;
import dev.headstart.data.TextReader;
import java.util.List;
import java.util.Locale;

/** One label for a whole text, such as its topic. */
public record Sentences() implements Task {
    @Override
    public String name() {
        return "sentences";
    }

    @Override
    public String describe() {
        return "one label for every text, such as its topic; scored by accuracy";
    }

    @Override
    public Readout readout() {
        return Readout.SENTENCE;
    }

    /** As the text of a table is cut in training. */
    @Override
    public List<String> words(String text) {
        return TextReader.wordsBetweenBlanks(text);
    }

    @Override
    public Shown show(List<String> words, List<String> labels, List<Double> probabilities) {
        return new Judged(String.join(" ", words), labels.get(0), probabilities.get(0));
    }

    /** @param probability of the label, in [0, 1] */
    record Judged(String text, String label, double probability) implements Shown {
        private static final String BOLD_GREEN = "\u001b[1;32m";
        private static final String PLAIN = "\u001b[0m";

        /** @return label, probability and text between TABs */
        @Override
        public String text(boolean inColour) {
            return (inColour ? BOLD_GREEN : "") + label + (inColour ? PLAIN : "")
                    + String.format(Locale.ROOT, "\t%.3f\t", probability) + text;
        }
    }
}
