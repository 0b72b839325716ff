package dev.headstart.chart;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Rows × columns with a number in each field. Only fields of one column are compared: the higher in it, the darker, and the
 * highest has a frame.
 *
 * @param title        what is shown
 * @param rowsAre      heading of the rows
 * @param columnsAre   heading of the columns
 * @param rows         names, from above
 * @param columns      names, from the left
 * @param fields       [row][column]; empty where there is none
 */
public record MatrixChart(String title, String rowsAre, String columnsAre, List<String> rows, List<String> columns,
        List<List<Optional<Field>>> fields) implements Chart {
    private static final double HIGH = 52;
    private static final double TOP = 44;

    /** @param value what decides the shade @param text as it is written @param note below it, smaller @param title when pointed at */
    public record Field(double value, String text, String note, String title) {}

    public MatrixChart {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        fields = List.copyOf(fields);
    }

    @Override
    public String svg() {
        double left = 24 + Math.max(Canvas.widthOf(rowsAre), rows.stream().mapToDouble(Canvas::widthOf).max().orElse(0));
        double wide = Math.max(120, 24 + columns.stream().mapToDouble(Canvas::widthOf).max().orElse(0));
        Canvas canvas = new Canvas(left + columns.size() * wide + 2);
        canvas.text(0, TOP - 10, Canvas.Anchor.START, "faint", rowsAre);
        canvas.text(left, 14, Canvas.Anchor.START, "faint", columnsAre);
        for (int r = 0; r < rows.size(); r++) {
            canvas.text(0, TOP + (r + 0.5) * HIGH + 4, Canvas.Anchor.START, "", rows.get(r));
        }
        for (int c = 0; c < columns.size(); c++) {
            canvas.text(left + (c + 0.5) * wide, TOP - 10, Canvas.Anchor.MIDDLE, "", columns.get(c));
            for (int r = 0; r < rows.size(); r++) {
                field(canvas, r, c, left + c * wide, wide);
            }
        }
        return canvas.svg(title, TOP + rows.size() * HIGH + 2);
    }

    private void field(Canvas canvas, int row, int column, double x, double wide) {
        double y = TOP + row * HIGH;
        Optional<Field> here = fields.get(row).get(column);
        if (here.isEmpty()) {
            canvas.text(x + wide / 2, y + HIGH / 2 + 4, Canvas.Anchor.MIDDLE, "faint", "–");
            return;
        }
        List<Double> others = fields.stream().flatMap(each -> each.get(column).stream()).map(Field::value).sorted().toList();
        double lowest = others.get(0);
        double highest = others.get(others.size() - 1);
        Field field = here.get();
        double share = highest > lowest ? (field.value() - lowest) / (highest - lowest) : 0;
        boolean best = others.size() > 1 && field.value() == highest;
        canvas.rectangle(x + 2, y + 2, wide - 4, HIGH - 4, "rx=\"4\" style=\"fill: rgba(var(--shade), "
                + String.format(Locale.ROOT, "%.2f", 0.08 + 0.4 * share) + ")\"" + (best ? " class=\"ink best\"" : ""), field.title());
        double middle = x + wide / 2;
        canvas.text(middle, y + HIGH / 2 + (field.note().isEmpty() ? 4 : -2), Canvas.Anchor.MIDDLE, best ? "strong" : "", field.text());
        canvas.text(middle, y + HIGH / 2 + 14, Canvas.Anchor.MIDDLE, "faint", field.note());
    }
}
