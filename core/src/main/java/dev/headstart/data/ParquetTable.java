package dev.headstart.data;

import dev.headstart.io.MalformedFileException;
import dev.headstart.parquet.ParquetFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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
            String text = chosen(() -> reading.columns().textIn(parquet.columns(), reading.readout()));
            String label = chosen(() -> reading.columns().labelIn(parquet.columns(), reading.readout()));
            List<JsonNode> texts = parquet.read(text);
            List<JsonNode> labels = named(label, parquet.read(label), ClassNames.of(file, parquet, label));
            if (texts.isEmpty()) {
                throw new MalformedFileException(file, "", "the file holds no row. Fetch or copy it again.");
            }
            List<Table.Row> rows = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                Map<String, JsonNode> cells = new LinkedHashMap<>();
                cells.put(text, texts.get(i));
                cells.put(label, labels.get(i));
                rows.add(new Table.Row(place(i), cells));
            }
            return new Table(rows);
        }
    }

    private static String place(int index) {
        return "row " + (index + 1);
    }

    private String chosen(Supplier<String> column) {
        try {
            return column.get();
        } catch (IllegalArgumentException e) {
            throw new MalformedFileException(file, "", e.getMessage(), e);
        }
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
