package dev.headstart.data;

import dev.headstart.io.MalformedFileException;
import dev.headstart.io.Utf8Lines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads corpora of tagged words with one token per line and a blank line after each sentence. The word is the first
 * column, the tag the last.
 * <ul>
 * <li>WikiAnn as published, {@code af:word TAB tag}: the language is cut off when every line begins with it.
 * <li>WikiAnn as XTREME prepares it, {@code word TAB tag}.
 * <li>CoNLL with any number of columns, {@code -DOCSTART-} lines and comments at the beginning of a sentence.
 * <li>CoNLL-U ({@code .conllu}): index, word, ..., tag; multiword ranges and empty nodes are passed over.
 * </ul>
 * What tags must look like, the {@link TagRule} says.
 */
public final class TokenPerLineReader {
    private static final Pattern LANGUAGE_PREFIX = Pattern.compile("([a-z]{2,}(?:-[a-z]+)*:).*");

    private final Path file;
    private final List<String> lines;
    private final String language;
    private final TagRule rule;
    private final LineFormat format;
    private final Map<String, String> tagPool = new HashMap<>();  // one String per distinct tag, not one per word
    private final List<Sentence> sentences = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private List<String> tags = new ArrayList<>();
    private int number;

    TokenPerLineReader(Path file, List<String> lines, String language, TagRule rule) {
        this.file = file;
        this.lines = lines;
        this.language = language;
        this.rule = rule;
        this.format = LineFormat.of(file);
    }

    /**
     * @param language code of the file's language, as its lines may be prefixed with it
     * @throws MalformedFileException naming the line that is wrong and the remedy
     */
    public static Corpus read(Path file, String language, Split split, TagRule rule) {
        return parse(file, Utf8Lines.read(file), language, split, rule);
    }

    /** As {@link #read}, for lines that are already in memory. @param file the name that errors give */
    static Corpus parse(Path file, List<String> lines, String language, Split split, TagRule rule) {
        return new Corpus(language, split, new TokenPerLineReader(file, lines, language, rule).sentences());
    }

    List<Sentence> sentences() {
        if (lines.isEmpty()) {
            throw new MalformedFileException(file, "",
                    "the file is empty; expected lines of " + format.expected() + ". Fetch or copy it again.");
        }
        int prefix = prefixLength();
        for (String line : lines) {
            number++;
            if (LineFormat.isBreak(line)) {
                endSentence();
            } else if (!words.isEmpty() || !format.isComment(line, rule)) {
                token(format.columns(line), prefix);
            }
        }
        endSentence();
        if (sentences.isEmpty()) {
            throw new MalformedFileException(file, "", "the file holds no sentence, only blank lines and comments;"
                    + " expected lines of " + format.expected() + ". Fetch or copy it again.");
        }
        return sentences;
    }

    private void endSentence() {
        if (!words.isEmpty()) {
            sentences.add(new Sentence(words, tags));
            words = new ArrayList<>();
            tags = new ArrayList<>();
        }
    }

    private void token(List<String> columns, int prefix) {
        if (format.isSkipped(columns)) {
            return;
        }
        if (columns.size() < format.wordColumn() + 2) {
            throw tooFewColumns(columns);
        }
        if (!format.hasIndex(columns)) {
            throw malformed("the index is '" + columns.get(0) + "'; expected a number, a range such as 3-4, or 5.1."
                    + " If the file has no index column, name it .conll instead of .conllu.");
        }
        String word = columns.get(format.wordColumn()).substring(prefix);
        if (word.isEmpty()) {
            throw malformed("the word is empty; expected " + format.expected() + ". Remove the line or add its word.");
        }
        words.add(word);
        tags.add(tag(columns.get(columns.size() - 1)));
    }

    private String tag(String tag) {
        try {
            String accepted = rule.accept(tags.isEmpty() ? "" : tags.get(tags.size() - 1), tag);
            return tagPool.computeIfAbsent(accepted, t -> t);
        } catch (IllegalArgumentException e) {
            throw malformed(e.getMessage());
        }
    }

    /** Length of {@code <language>:} when every line begins with it, else 0: a colon is also a word of its own. */
    private int prefixLength() {
        String common = null;
        for (String line : lines) {
            if (LineFormat.isBreak(line) || format.isComment(line, rule)) {
                continue;
            }
            if (common == null) {
                Matcher matcher = LANGUAGE_PREFIX.matcher(line);
                common = matcher.matches() ? matcher.group(1) : language + ":";
            }
            if (!line.startsWith(common)) {
                return 0;
            }
        }
        return common == null ? 0 : ownPrefix(common);
    }

    private int ownPrefix(String common) {
        if (!common.equals(language + ":")) {
            throw new MalformedFileException(file, "", "every line begins with '" + common + "' but the language is '"
                    + language + "'. Rename the folder to '" + common.substring(0, common.length() - 1)
                    + "' or choose the right file.");
        }
        return common.length();
    }

    private MalformedFileException tooFewColumns(List<String> columns) {
        boolean blanks = format == LineFormat.TABS && columns.get(0).strip().indexOf(' ') > 0;
        return malformed("the line has " + (columns.size() == 1 ? "one column" : columns.size() + " columns") + ", '"
                + String.join("' '", columns) + "'; expected " + format.expected() + ". "
                + (blanks ? "If blanks separate its columns, name the file .conll or .txt."
                          : "Add the tag, or remove the line."));
    }

    private MalformedFileException malformed(String why) {
        return new MalformedFileException(file, "line " + number, why);
    }
}
