package dev.headstart.cli;

import java.util.ArrayList;
import java.util.List;

/** A table in plain text: a header, a rule, rows; the first column to the left, the others to the right. */
final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final int columns;

    Table(String... header) {
        columns = header.length;
        rows.add(List.of(header));
    }

    /** @return this table, with a row of as many cells as the header has */
    Table row(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException("A row has " + cells.length + " cells; the header has " + columns + ".");
        }
        rows.add(List.of(cells));
        return this;
    }

    /** @return lines joined by line feeds, without one at the end and without blanks at the ends of lines */
    @Override
    public String toString() {
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int c = 0; c < columns; c++) {
                widths[c] = Math.max(widths[c], width(row.get(c)));
            }
        });
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(line(row, widths)));
        lines.add(1, "-".repeat(width(lines.get(0))));
        return String.join("\n", lines);
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String padding = " ".repeat(widths[c] - width(row.get(c)));
            line.append(c == 0 ? row.get(c) + padding : GAP + padding + row.get(c));
        }
        return line.toString().stripTrailing();
    }

    /** Characters that a terminal shows in the place of the one before, as most vowel signs of Hindi, take no room. */
    private static int width(String text) {
        return (int) text.codePoints().map(Character::getType).filter(type -> type != Character.NON_SPACING_MARK
                && type != Character.ENCLOSING_MARK && type != Character.FORMAT).count();
    }
}
