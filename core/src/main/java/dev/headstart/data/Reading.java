package dev.headstart.data;

import java.nio.file.Path;
import java.util.List;

/**
 * How labelled files are read.
 *
 * @param readout whether labels are of words or of sentences
 * @param rule    what tags of words must look like; no matter to labels of sentences
 * @param columns of tables
 */
public record Reading(Readout readout, TagRule rule, Columns columns) {
    /** Spans, tagged by {@code scheme}. */
    public static Reading spans(TagScheme scheme) {
        return new Reading(Readout.WORDS, scheme, Columns.usual());
    }

    /** @param file its name tells the form: {@code .csv} and {@code .jsonl} are tables, {@code .tsv} may be one */
    Corpus parse(Path file, List<String> lines, String language, Split split) {
        List<Sentence> sentences = isTable(file, lines) ? new TableReader(file, this).sentences(Table.of(file, lines, this))
                : new TokenPerLineReader(file, lines, language, rule).sentences();
        return new Corpus(language, split, sentences);
    }

    private boolean isTable(Path file, List<String> lines) {
        String name = file.getFileName().toString();
        return readout == Readout.SENTENCE || name.endsWith(".csv") || name.endsWith(".jsonl")
                || (name.endsWith(".tsv") && !lines.isEmpty()
                && columns.announcedBy(List.of(lines.get(0).split("\t", -1)), this));
    }
}
