package dev.headstart.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table as it is read: what is written in each field, and nothing of how.
 *
 * @param caption what it shows
 * @param columns headings
 * @param rows    as many fields each as there are columns; the first is the row's heading
 */
record Grid(String caption, List<Column> columns, List<List<Field>> rows) {
    /** @param numbers whether its fields are numbers, to stand below each other */
    record Column(String name, boolean numbers) {}

    /** @param notes what stands smaller below it, each in a line @param strong whether it stands out */
    record Field(String text, List<String> notes, boolean strong) {
        static Field of(String text) {
            return new Field(text, List.of(), false);
        }
    }

    Grid {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (List<Field> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("A row has " + row.size() + " fields; the table has " + columns.size() + " columns.");
            }
        }
    }

    /** @return columns of text, then columns of numbers */
    static List<Column> columns(List<String> texts, List<String> numbers) {
        return Stream.concat(texts.stream().map(name -> new Column(name, false)), numbers.stream().map(name -> new Column(name, true)))
                .toList();
    }

    /** @return of plain fields */
    static List<Field> row(String... texts) {
        List<Field> fields = new ArrayList<>();
        for (String text : texts) {
            fields.add(Field.of(text));
        }
        return fields;
    }
}
