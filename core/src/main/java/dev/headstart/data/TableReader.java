package dev.headstart.data;

import dev.headstart.io.MalformedFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sentences from the rows of a table. Of words and tags a cell holds a list: a JSON array, or words between blanks. The text of
 * a sentence with one label is cut at white space, which its tokenizer would do too.
 */
record TableReader(Path file, Reading reading) {
    List<Sentence> sentences(Table table) {
        List<Sentence> sentences = new ArrayList<>();
        for (Table.Row row : table.rows()) {
            try {
                sentences.add(reading.readout() == Readout.SENTENCE ? classified(row) : tagged(row));
            } catch (IllegalArgumentException e) {
                throw new MalformedFileException(file, row.place(), e.getMessage(), e);
            }
        }
        return sentences;
    }

    private Sentence classified(Table.Row row) {
        List<String> words = textWords(row.text());
        String label = scalar(row.label()).strip();
        if (words.isEmpty() || label.isEmpty()) {
            throw new IllegalArgumentException("the " + (words.isEmpty() ? "text" : "label")
                    + " is empty; expected one. Add it, or remove the line.");
        }
        return Sentence.classified(words, label);
    }

    private Sentence tagged(Table.Row row) {
        List<String> words = list(row.text());
        List<String> found = list(row.label());
        if (words.isEmpty()) {
            throw new IllegalArgumentException("there are no words. Add them, or remove the line.");
        }
        if (words.size() != found.size()) {
            throw new IllegalArgumentException("there are " + words.size() + " words but " + found.size()
                    + (found.size() == 1 ? " tag" : " tags") + "; expected a tag for every word. If "
                    + "the label is that of the whole text, add --task sentences.");
        }
        List<String> tags = new ArrayList<>();
        for (String tag : found) {
            tags.add(reading.rule().accept(tags.isEmpty() ? "" : tags.get(tags.size() - 1), tag));
        }
        return new Sentence(words, tags);
    }

    private static List<String> textWords(JsonNode cell) {
        return cell.isArray() ? list(cell) : TextReader.wordsBetweenBlanks(scalar(cell));
    }

    private static List<String> list(JsonNode cell) {
        if (!cell.isArray()) {
            return written(scalar(cell).strip());
        }
        List<String> values = new ArrayList<>();
        cell.forEach(value -> values.add(scalar(value)));
        if (values.contains("")) {
            throw new IllegalArgumentException("a list holds an empty string; expected a word or tag. Correct the line.");
        }
        return values;
    }

    /** A word may begin with a bracket too, so that only one with a quote after it announces a list. */
    private static List<String> written(String text) {
        if (!text.matches("(?s)\\[\\s*[\"'].*|\\[\\s*]")) {
            return Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
        }
        try {
            return list(JsonMapper.shared().readTree(text));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("a list is not JSON: expected [\"a\", \"b\"] with double quotes, or words between "
                    + "blanks, instead of " + text + ".", e);
        }
    }

    private static String scalar(JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            throw new IllegalArgumentException("a cell holds " + value + ", expected text. Is this the right column? See "
                    + "--text-column and --label-column.");
        }
        return value.asString();
    }
}
