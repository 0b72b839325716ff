package dev.headstart.eval;

import java.util.List;
import java.util.function.Function;

/** How label sequences are read as spans. The two modes differ only on sequences that IOB2 does not allow. */
public enum ScoringMode {
    /**
     * conlleval's reading, seqeval's default and what XTREME and {@code run_ner.py} report: an {@code I-X} without a
     * beginning starts a span, and a change of type ends one. Any label that is not empty is accepted.
     */
    DEFAULT(ConllSpans::read),

    /** seqeval's {@code mode='strict', scheme=IOB2}: a span starts with {@code B-} and nothing else. */
    STRICT(StrictSpans::read);

    private final Function<List<List<String>>, List<Span>> reading;

    ScoringMode(Function<List<List<String>>, List<Span>> reading) {
        this.reading = reading;
    }

    /**
     * @param labels one list per sentence, one label per word
     * @return the spans in the order of their ends
     * @throws IllegalArgumentException naming sentence and word (from 1) if a label is empty or, in strict mode, starts
     *         with another letter than I, O or B
     */
    public List<Span> spans(List<List<String>> labels) {
        return reading.apply(labels);
    }
}
