package dev.headstart.data;

import dev.headstart.io.MalformedFileException;
import java.nio.file.Path;
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
    private static final List<String> LABEL = List.of("label", "category", "class");
    private static final List<String> SPANS = List.of("label", "category", "class", "tags", "ner_tags");
    private static final List<String> TAGS = List.of("label", "category", "class", "tags", "ner_tags", "pos_tags");

    /** The names that one file has. @param text of the words or the text @param label of the tags or the label */
    record Found(String text, String label) {}

    /** The usual names. */
    public static Columns usual() {
        return new Columns(Optional.empty(), Optional.empty());
    }

    /** @return whether the columns of a file that may have no header say that it has one */
    boolean announcedBy(List<String> firstLine, Reading reading) {
        boolean named = text.isPresent() || label.isPresent();
        return named || (texts(reading).stream().anyMatch(firstLine::contains)
                && labels(reading).stream().anyMatch(firstLine::contains));
    }

    /**
     * @param columns of the file
     * @throws MalformedFileException if one is missing, listing those there are, or if several could be the label
     */
    Found in(Path file, List<String> columns, Reading reading) {
        try {
            return new Found(textIn(columns, reading), labelIn(columns, reading));
        } catch (IllegalArgumentException e) {
            throw new MalformedFileException(file, "", e.getMessage(), e);
        }
    }

    /** Words and text say the same, so that the first of several will do. */
    private String textIn(List<String> columns, Reading reading) {
        boolean words = reading.readout() == Readout.WORDS;
        return found(text, texts(reading), columns, words ? "words" : "text", "--text-column"
                + (words ? "" : ", or, if this is a file of one token a line, choose another --task")).get(0);
    }

    private String labelIn(List<String> columns, Reading reading) {
        String what = reading.readout() == Readout.WORDS ? "tags" : "label";
        List<String> found = found(label, labels(reading), columns, what, "--label-column");
        if (found.size() > 1) {
            throw new IllegalArgumentException("the " + what + " could be in " + String.join(" or ", found)
                    + "; name one with --label-column.");
        }
        return found.get(0);
    }

    private static List<String> texts(Reading reading) {
        return reading.readout() == Readout.WORDS ? WORDS : TEXT;
    }

    private static List<String> labels(Reading reading) {
        if (reading.readout() == Readout.SENTENCE) {
            return LABEL;
        }
        return reading.rule() == TagRule.ANY ? TAGS : SPANS;
    }

    private static List<String> found(Optional<String> asked, List<String> usual, List<String> columns, String what, String option) {
        List<String> wanted = asked.map(List::of).orElse(usual);
        List<String> found = wanted.stream().filter(columns::contains).toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no column for the " + what + ": looked for " + String.join(", ", wanted)
                    + ", found " + String.join(", ", columns) + ". Name it with " + option + ".");
        }
        return found;
    }
}
