package dev.headstart.data;

import dev.headstart.io.JsonText;
import dev.headstart.io.MalformedFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;

/**
 * Two columns of a file in which they have names: CSV with quotes as in RFC 4180, columns between TABs without quotes, or one JSON
 * object a line, the first of which says for all which columns are read; {@link ParquetTable} makes one of Parquet.
 *
 * @param rows at least one
 */
record Table(List<Row> rows) {
    private static final CsvMapper CSV = CsvMapper.builder().enable(CsvReadFeature.WRAP_AS_ARRAY, CsvReadFeature.SKIP_EMPTY_LINES)
            .build();

    /**
     * @param place where it begins: {@code line 2}, the first being 1
     * @param text  in CSV and TSV a string, as the label is
     */
    record Row(String place, JsonNode text, JsonNode label) {}

    /** @throws MalformedFileException naming the line that is wrong */
    static Table of(Path file, List<String> lines, Reading reading) {
        String name = file.getFileName().toString();
        Table table = name.endsWith(".jsonl") ? new Table(jsonLines(file, lines, reading))
                : new Table(named(file, name.endsWith(".csv") ? csv(file, lines) : tabs(lines), reading));
        if (table.rows.isEmpty()) {
            throw new MalformedFileException(file, "", "the file holds no row; expected "
                    + (name.endsWith(".jsonl") ? "a JSON object a line" : "a line of column names and rows below it")
                    + ". Fetch or copy it again.");
        }
        return table;
    }

    /** @param line where it begins, from 1 */
    private record Cells(int line, List<String> values) {}

    private static List<Cells> tabs(List<String> lines) {
        List<Cells> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                rows.add(new Cells(i + 1, List.of(lines.get(i).split("\t", -1))));
            }
        }
        return rows;
    }

    private static List<Cells> csv(Path file, List<String> lines) {
        List<Cells> rows = new ArrayList<>();
        int line = 1;
        try (MappingIterator<String[]> values = CSV.readerFor(String[].class).readValues(String.join("\n", lines))) {
            while (values.hasNextValue()) {
                rows.add(new Cells(line, List.of(values.nextValue())));
                line = Math.max(line + 1, values.currentLocation().getLineNr());
            }
        } catch (JacksonException e) {
            throw new MalformedFileException(file, "line " + line, "this is not CSV: " + JsonText.reason(e)
                    + ". Quote cells that hold a comma or a quote, and double the quotes in them.", e);
        }
        return rows;
    }

    private static List<Row> named(Path file, List<Cells> lines, Reading reading) {
        if (lines.isEmpty()) {
            return List.of();
        }
        List<String> header = lines.get(0).values().stream().map(String::strip).toList();
        if (header.stream().distinct().count() < header.size()) {
            throw new MalformedFileException(file, "line 1", "two columns have the same name: " + String.join(", ", header)
                    + ". Rename one.");
        }
        Columns.Found columns = reading.columns().in(file, header, reading);
        int text = header.indexOf(columns.text());
        int label = header.indexOf(columns.label());
        List<Row> rows = new ArrayList<>();
        for (Cells line : lines.subList(1, lines.size())) {
            if (line.values().size() != header.size()) {
                throw new MalformedFileException(file, "line " + line.line(), "the line has " + line.values().size()
                        + (line.values().size() == 1 ? " column" : " columns") + " where the first line has " + header.size() + ": "
                        + String.join(", ", header) + ". Correct the line, or remove it.");
            }
            rows.add(new Row("line " + line.line(), StringNode.valueOf(line.values().get(text)),
                    StringNode.valueOf(line.values().get(label))));
        }
        return rows;
    }

    private static List<Row> jsonLines(Path file, List<String> lines, Reading reading) {
        Map<String, JsonNode> objects = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                String place = "line " + (i + 1);
                objects.put(place, object(file, place, lines.get(i)));
            }
        }
        List<Row> rows = new ArrayList<>();
        objects.values().stream().findFirst().ifPresent(first -> {
            Columns.Found columns = reading.columns().in(file, List.copyOf(first.propertyNames()), reading);
            objects.forEach((place, object) ->
                    rows.add(new Row(place, cell(file, place, object, columns.text()), cell(file, place, object, columns.label()))));
        });
        return rows;
    }

    private static JsonNode object(Path file, String place, String text) {
        try {
            JsonNode object = JsonMapper.shared().readTree(text);
            if (!object.isObject()) {
                throw new MalformedFileException(file, place, "expected a JSON object, {\"text\": ..., \"label\": ...}.");
            }
            return object;
        } catch (JacksonException e) {
            throw new MalformedFileException(file, place, "this is not JSON: " + JsonText.reason(e) + ". Expected one object a line.", e);
        }
    }

    private static JsonNode cell(Path file, String place, JsonNode object, String column) {
        if (!object.has(column)) {
            throw new MalformedFileException(file, place, "there is no '" + column + "', which is read of every line; found "
                    + String.join(", ", object.propertyNames()) + ". Add it, or remove the line.");
        }
        return object.get(column);
    }
}
