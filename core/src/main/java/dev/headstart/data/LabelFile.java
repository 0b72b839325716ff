package dev.headstart.data;

import dev.headstart.io.MalformedFileException;
import dev.headstart.io.Utf8Lines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads gold or predicted tags for scoring: one token a line, a blank line after each sentence, the tag in the last
 * column (separated by TABs if the line has one, else by blanks). Tags may be anything, as scoring rules differ in
 * what they make of odd ones; there are no comments, as a token may be {@code #}, but {@code -DOCSTART-} lines are
 * passed over.
 */
public final class LabelFile {
    private LabelFile() {
    }

    /**
     * @return tags per sentence
     * @throws MalformedFileException if a line has no tag or the file no sentence
     */
    public static List<List<String>> read(Path file) {
        List<List<String>> sentences = new ArrayList<>();
        List<String> tags = new ArrayList<>();
        int number = 0;
        for (String line : Utf8Lines.read(file)) {
            number++;
            if (!LineFormat.isBreak(line)) {
                tags.add(tag(file, number, line));
            } else if (!tags.isEmpty()) {
                sentences.add(List.copyOf(tags));
                tags.clear();
            }
        }
        if (!tags.isEmpty()) {
            sentences.add(List.copyOf(tags));
        }
        if (sentences.isEmpty()) {
            throw new MalformedFileException(file, "",
                    "the file holds no tag; expected one token a line with its tag in the last column.");
        }
        return List.copyOf(sentences);
    }

    private static String tag(Path file, int number, String line) {
        List<String> columns = LineFormat.TABS_OR_BLANKS.columns(line);
        String tag = columns.get(columns.size() - 1);
        if (tag.isEmpty()) {
            throw new MalformedFileException(file, "line " + number,
                    "the last column is empty; expected the token's tag, e.g. B-PER. Add it.");
        }
        return tag;
    }
}
