package dev.headstart.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Comma-separated values as RFC 4180 has them, with line feeds. */
final class CsvFile {
    private final List<List<String>> rows = new ArrayList<>();

    CsvFile(String... header) {
        rows.add(List.of(header));
    }

    /** @param fields text, numbers; what is missing is empty text */
    void row(Object... fields) {
        if (fields.length != rows.get(0).size()) {
            throw new IllegalArgumentException("A row has " + fields.length + " fields; the header has " + rows.get(0).size() + ".");
        }
        rows.add(Arrays.stream(fields).map(String::valueOf).toList());
    }

    private static String quoted(String field) {
        return field.matches("(?s).*[\",\r\n].*") ? "\"" + field.replace("\"", "\"\"") + "\"" : field;
    }

    @Override
    public String toString() {
        return rows.stream().map(row -> row.stream().map(CsvFile::quoted).collect(Collectors.joining(",", "", "\n")))
                .collect(Collectors.joining());
    }
}
