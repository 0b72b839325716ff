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
 * A file with named columns: CSV with quotes as in RFC 4180, columns between TABs without quotes, or one JSON object a line;
 * {@link ParquetTable} makes one of Parquet.
 *
 * @param rows at least one
 */
record Table(List<Row> rows) {
    private static final CsvMapper CSV = CsvMapper.builder().enable(CsvReadFeature.WRAP_AS_ARRAY, CsvReadFeature.SKIP_EMPTY_LINES)
            .build();

    /**
     * @param place where it begins: {@code line 2}, the first being 1
     * @param cells by the name of their column; in CSV and TSV all are strings
     */
    record Row(String place, Map<String, JsonNode> cells) {}

    /** @throws MalformedFileException naming the line that is wrong */
    static Table of(Path file, List<String> lines) {
        String name = file.getFileName().toString();
        Table table = name.endsWith(".jsonl") ? new Table(jsonLines(file, lines))
                : new Table(named(file, name.endsWith(".csv") ? csv(file, lines) : tabs(lines)));
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

    private static List<Row> named(Path file, List<Cells> lines) {
        List<Row> rows = new ArrayList<>();
        List<String> header = lines.isEmpty() ? List.of() : lines.get(0).values().stream().map(String::strip).toList();
        if (header.stream().distinct().count() < header.size()) {
            throw new MalformedFileException(file, "line 1", "two columns have the same name: " + String.join(", ", header)
                    + ". Rename one.");
        }
        for (Cells line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            if (line.values().size() != header.size()) {
                throw new MalformedFileException(file, "line " + line.line(), "the line has " + line.values().size()
                        + (line.values().size() == 1 ? " column" : " columns") + " where the first line has " + header.size() + ": "
                        + String.join(", ", header) + ". Correct the line, or remove it.");
            }
            Map<String, JsonNode> cells = new LinkedHashMap<>();
            for (int i = 0; i < header.size(); i++) {
                cells.put(header.get(i), StringNode.valueOf(line.values().get(i)));
            }
            rows.add(new Row("line " + line.line(), cells));
        }
        return rows;
    }

    private static List<Row> jsonLines(Path file, List<String> lines) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                rows.add(new Row("line " + (i + 1), object(file, i + 1, lines.get(i))));
            }
        }
        return rows;
    }

    private static Map<String, JsonNode> object(Path file, int line, String text) {
        try {
            JsonNode object = JsonMapper.shared().readTree(text);
            if (!object.isObject()) {
                throw new MalformedFileException(file, "line " + line, "expected a JSON object, {\"text\": ..., \"label\": ...}.");
            }
            Map<String, JsonNode> cells = new LinkedHashMap<>();
            object.properties().forEach(cell -> cells.put(cell.getKey(), cell.getValue()));
            return cells;
        } catch (JacksonException e) {
            throw new MalformedFileException(file, "line " + line, "this is not JSON: " + JsonText.reason(e)
                    + ". Expected one object a line.", e);
        }
    }
}
