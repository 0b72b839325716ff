package dev.headstart.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** How a line of a token-per-line file is cut into columns; the file name's extension says which. */
enum LineFormat {
    /** {@code .tsv} and names without extension: a TAB between columns, so a word may hold blanks. */
    TABS("word TAB tag"),
    /** {@code .txt} and {@code .conll}: TABs if the line has one, else runs of blanks. */
    TABS_OR_BLANKS("word, more columns or none, tag"),
    /** {@code .conllu}: TABs; the first column numbers the words, the second is the word. */
    CONLL_U("index TAB word TAB ... TAB tag");

    private static final Pattern INDEX = Pattern.compile("\\d+");
    private static final Pattern RANGE_OR_EMPTY_NODE = Pattern.compile("\\d+[-.]\\d+");
    private static final String DOCUMENT_START = "-DOCSTART-";

    private final String expected;

    LineFormat(String expected) {
        this.expected = expected;
    }

    static LineFormat of(Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(".conllu")) {
            return CONLL_U;
        }
        return name.endsWith(".conll") || name.endsWith(".txt") ? TABS_OR_BLANKS : TABS;
    }

    /** @return a line of this format in words, for errors */
    String expected() {
        return expected;
    }

    List<String> columns(String line) {
        boolean tabs = this != TABS_OR_BLANKS || line.indexOf('\t') >= 0;
        return tabs ? List.of(line.split("\t", -1))
                : Arrays.stream(line.split(" ")).filter(column -> !column.isEmpty()).toList();
    }

    int wordColumn() {
        return this == CONLL_U ? 1 : 0;
    }

    /** @return whether the line ends a sentence: blank, or the mark between two documents of CoNLL-2003 */
    static boolean isBreak(String line) {
        return isBlank(line) || line.equals(DOCUMENT_START)
                || line.startsWith(DOCUMENT_START + " ") || line.startsWith(DOCUMENT_START + "\t");
    }

    /**
     * Whether a line at the beginning of a sentence is a comment. {@code #} is a word of some corpora too, so it makes
     * a comment only where the line cannot be a word with its tag: in CoNLL-U always, since words follow a number;
     * in other files when the line has no TAB and does not end in a column that is a tag.
     */
    boolean isComment(String line, TagRule rule) {
        if (!line.startsWith("#")) {
            return false;
        }
        if (this != TABS_OR_BLANKS) {
            return this == CONLL_U || line.indexOf('\t') < 0;
        }
        List<String> columns = columns(line);
        return line.indexOf('\t') < 0
                && (columns.size() == 1 || !rule.couldBe(columns.get(columns.size() - 1)));
    }

    /** @return whether CoNLL-U's index says this line repeats words ({@code 3-4}) or has none ({@code 5.1}) */
    boolean isSkipped(List<String> columns) {
        return this == CONLL_U && RANGE_OR_EMPTY_NODE.matcher(columns.get(0)).matches();
    }

    boolean hasIndex(List<String> columns) {
        return this != CONLL_U || INDEX.matcher(columns.get(0)).matches();
    }

    /** Only blanks and TABs count: a word may consist of other white space. */
    private static boolean isBlank(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) != ' ' && line.charAt(i) != '\t') {
                return false;
            }
        }
        return true;
    }
}
