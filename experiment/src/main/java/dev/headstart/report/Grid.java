package dev.headstart.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table as it is read: what is written in each field, and nothing of how.
 *
 * @param caption what it shows
 * @param columns headings
 * @param rows    as many fields each as there are columns; the first is the row's heading
 */
record Grid(String caption, List<Column> columns, List<List<Field>> rows) {
    /** @param numbers whether its fields are numbers, to stand below each other */
    record Column(String name, boolean numbers) {
        static Column text(String name) {
            return new Column(name, false);
        }

        static Column numbers(String name) {
            return new Column(name, true);
        }
    }

    /** @param note what stands smaller below or beside it; may be empty @param strong whether it stands out */
    record Field(String text, String note, boolean strong) {
        static Field of(String text) {
            return new Field(text, "", false);
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

    /** @return of plain fields */
    static List<Field> row(String... texts) {
        List<Field> fields = new ArrayList<>();
        for (String text : texts) {
            fields.add(Field.of(text));
        }
        return fields;
    }
}
