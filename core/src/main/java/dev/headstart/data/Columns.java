package dev.headstart.data;

import java.util.List;
import java.util.Optional;

/**
 * The columns of a table that are read, by name. Where a name is not given, one of the usual names is looked for.
 *
 * @param text  of the words or the text
 * @param label of the tags or the label
 */
public record Columns(Optional<String> text, Optional<String> label) {
    private static final List<String> WORDS = List.of("tokens", "words", "text", "sentence");
    private static final List<String> TEXT = List.of("text", "sentence", "tokens", "words");
    private static final List<String> TAGS = List.of("ner_tags", "pos_tags", "tags", "label", "category", "class");
    private static final List<String> LABEL = List.of("label", "category", "class", "tags", "ner_tags");

    /** The usual names. */
    public static Columns usual() {
        return new Columns(Optional.empty(), Optional.empty());
    }

    /** @return whether the columns of a file that may have no header say that it has one */
    boolean announcedBy(List<String> firstLine, Readout readout) {
        boolean named = text.isPresent() || label.isPresent();
        return named || (texts(readout).stream().anyMatch(firstLine::contains)
                && labels(readout).stream().anyMatch(firstLine::contains));
    }

    /** @throws IllegalArgumentException if there is none, listing those there are */
    String textIn(List<String> columns, Readout readout) {
        return choose(text, texts(readout), columns, readout == Readout.WORDS ? "words" : "text", "--text-column"
                + (readout == Readout.WORDS ? "" : ", or, if this is a file of one token a line, choose another --task"));
    }

    /** @throws IllegalArgumentException if there is none, listing those there are */
    String labelIn(List<String> columns, Readout readout) {
        return choose(label, labels(readout), columns, readout == Readout.WORDS ? "tags" : "label", "--label-column");
    }

    private static List<String> texts(Readout readout) {
        return readout == Readout.WORDS ? WORDS : TEXT;
    }

    private static List<String> labels(Readout readout) {
        return readout == Readout.WORDS ? TAGS : LABEL;
    }

    private static String choose(Optional<String> asked, List<String> usual, List<String> columns, String what, String option) {
        List<String> wanted = asked.map(List::of).orElse(usual);
        return wanted.stream().filter(columns::contains).findFirst().orElseThrow(() -> new IllegalArgumentException(
                "there is no column for the " + what + ": looked for " + String.join(", ", wanted) + ", found "
                        + String.join(", ", columns) + ". Name it with " + option + "."));
    }
}
