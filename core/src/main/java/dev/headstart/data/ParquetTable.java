package dev.headstart.data;

import dev.headstart.io.MalformedFileException;
import dev.headstart.parquet.ParquetFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A Parquet file as a table of the two columns that are read. Labels that are numbers become the {@link ClassNames} that the
 * file gives them.
 */
record ParquetTable(Path file, Reading reading) {
    /** @throws MalformedFileException if the file is damaged, has no such columns or no rows, or its numbers have no names */
    Table read() {
        try (ParquetFile parquet = ParquetFile.open(file)) {
            Columns.Found columns = reading.columns().in(file, parquet.columns(), reading);
            List<JsonNode> texts = parquet.read(columns.text());
            List<JsonNode> labels = named(columns.label(), parquet.read(columns.label()), ClassNames.of(file, parquet, columns.label()));
            if (texts.isEmpty()) {
                throw new MalformedFileException(file, "", "the file holds no row. Fetch or copy it again.");
            }
            List<Table.Row> rows = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                rows.add(new Table.Row(place(i), texts.get(i), labels.get(i)));
            }
            return new Table(rows);
        }
    }

    private static String place(int index) {
        return "row " + (index + 1);
    }

    private List<JsonNode> named(String column, List<JsonNode> cells, Optional<ClassNames> names) {
        List<JsonNode> named = new ArrayList<>(cells.size());
        for (JsonNode cell : cells) {
            try {
                named.add(named(cell, names));
            } catch (IllegalArgumentException e) {
                throw new MalformedFileException(file, place(named.size()) + ", column '" + column + "'", e.getMessage(), e);
            }
        }
        return named;
    }

    private JsonNode named(JsonNode cell, Optional<ClassNames> names) {
        if (cell.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode(cell.size());
            cell.forEach(element -> list.add(named(element, names)));
            return list;
        }
        if (!cell.isIntegralNumber()) {
            return cell;
        }
        if (names.isPresent()) {
            return names.get().of(cell.longValue());
        }
        if (reading.readout() == Readout.SENTENCE) {
            return cell;   // as in JSON lines, where a class may be a number
        }
        throw new IllegalArgumentException("a tag is the number " + cell + ", and the file does not say what it stands for."
                + " Write the file with names: in Python, dataset.cast_column(column, Sequence(ClassLabel(names=[...])))"
                + ".to_parquet(file) by datasets, or name a column of text with --label-column.");
    }
}
