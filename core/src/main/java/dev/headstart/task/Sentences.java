package dev.headstart.task;

import dev.headstart.data.Columns;
import dev.headstart.data.LabelSet;
import dev.headstart.data.Reading;
import dev.headstart.data.Readout;
import dev.headstart.data.TagRule;
import dev.headstart.data.TagScheme;
import dev.headstart.data.TextReader;
import dev.headstart.eval.LabelScorer;
import dev.headstart.eval.Scorer;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;

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

    @Override
    public Reading reading(TagScheme scheme, Columns columns) {
        if (scheme != TagScheme.IOB2) {
            throw new IllegalArgumentException("--tags has an effect only with --task spans. Leave it out.");
        }
        return new Reading(Readout.SENTENCE, TagRule.ANY, columns);
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
