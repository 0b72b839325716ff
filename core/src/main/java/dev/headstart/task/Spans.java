package dev.headstart.task;

import dev.headstart.data.Columns;
import dev.headstart.data.LabelSet;
import dev.headstart.data.Reading;
import dev.headstart.data.Readout;
import dev.headstart.data.TagScheme;
import dev.headstart.eval.Scorer;
import dev.headstart.eval.ScoringMode;
import dev.headstart.eval.Span;
import dev.headstart.eval.SpanScorer;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Named spans, such as entities (paper, section 4.1: WikiAnn), by IOB2 tags on words. */
public record Spans() implements Task {
    @Override
    public String name() {
        return "spans";
    }

    @Override
    public String describe() {
        return "spans, such as named entities, tagged O, B-X, I-X; scored by span micro F1";
    }

    @Override
    public Readout readout() {
        return Readout.WORDS;
    }

    @Override
    public Reading reading(TagScheme scheme, Columns columns) {
        return new Reading(Readout.WORDS, scheme, columns);
    }

    /** A type that occurs with only one of its tags, as happens in small subsets, gets both: two languages have equal labels. */
    @Override
    public LabelSet labels(SortedSet<String> occurring) {
        TreeSet<String> names = new TreeSet<>(List.of(TagScheme.OUTSIDE));
        for (String name : occurring) {
            if (!name.equals(TagScheme.OUTSIDE)) {
                names.add("B-" + TagScheme.type(name));
                names.add("I-" + TagScheme.type(name));
            }
        }
        return new LabelSet(List.copyOf(names));
    }

    @Override
    public Scorer scorer() {
        return new SpanScorer(ScoringMode.DEFAULT);
    }

    @Override
    public List<String> shots(List<String> labels) {
        return labels.stream().filter(tag -> tag.startsWith("B-")).map(TagScheme::type).toList();
    }

    @Override
    public Shown show(List<String> words, List<String> labels, List<Double> probabilities) {
        return Marked.of(words, labels);
    }

    /**
     * A sentence with the entities found in it.
     *
     * @param words    as they were read
     * @param tags     one per word
     * @param entities spans of words
     */
    record Marked(List<String> words, List<String> tags, List<Entity> entities) implements Shown {
        private static final String BOLD_GREEN = "\u001b[1;32m";
        private static final String PLAIN = "\u001b[0m";

        /** @param first word, from 0 @param last word, inclusive */
        record Entity(String type, String text, int first, int last) {}

        static Marked of(List<String> words, List<String> tags) {
            return new Marked(words, tags, ScoringMode.DEFAULT.spans(List.of(tags)).stream().map(span -> entity(words, span)).toList());
        }

        private static Entity entity(List<String> words, Span span) {
            return new Entity(span.type(), String.join(" ", words.subList(span.first(), span.last() + 1)), span.first(), span.last());
        }

        /** @return the sentence with entities in brackets, e.g. {@code [Anna PER] lives in [Oslo LOC]} */
        @Override
        public String text(boolean inColour) {
            StringBuilder line = new StringBuilder();
            int next = 0;
            for (Entity entity : entities) {
                words.subList(next, entity.first()).forEach(word -> line.append(word).append(' '));
                line.append('[').append(inColour ? BOLD_GREEN : "").append(entity.text()).append(inColour ? PLAIN : "")
                        .append(' ').append(entity.type()).append("] ");
                next = entity.last() + 1;
            }
            words.subList(next, words.size()).forEach(word -> line.append(word).append(' '));
            return line.toString().stripTrailing();
        }
    }
}
