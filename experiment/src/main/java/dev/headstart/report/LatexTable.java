package dev.headstart.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A table for a paper: needs the package booktabs, and any LaTeX that takes UTF-8. */
record LatexTable(Grid grid) {
    private static final Map<String, String> SYMBOLS = Map.ofEntries(Map.entry("\\", "\\textbackslash{}"), Map.entry("{", "\\{"),
            Map.entry("}", "\\}"), Map.entry("%", "\\%"), Map.entry("&", "\\&"), Map.entry("_", "\\_"), Map.entry("#", "\\#"),
            Map.entry("$", "\\$"), Map.entry("~", "\\textasciitilde{}"), Map.entry("^", "\\textasciicircum{}"), Map.entry("<", "$<$"),
            Map.entry(">", "$>$"), Map.entry("→", "$\\rightarrow$"), Map.entry("←", "$\\leftarrow$"), Map.entry("±", "$\\pm$"),
            Map.entry("−", "$-$"), Map.entry("×", "$\\times$"), Map.entry("–", "--"), Map.entry("—", "---"), Map.entry("…", "\\dots{}"),
            Map.entry("“", "``"), Map.entry("”", "''"), Map.entry("‘", "`"), Map.entry("’", "'"), Map.entry("θ", "$\\theta$"),
            Map.entry("α", "$\\alpha$"), Map.entry("β", "$\\beta$"), Map.entry("≥", "$\\geq$"), Map.entry("≤", "$\\leq$"),
            Map.entry("\n", " "), Map.entry("\u00a0", "~"));

    String tex() {
        StringBuilder tex = new StringBuilder("% needs \\usepackage{booktabs}\n\\begin{table*}\n\\centering\n\\small\n\\begin{tabular}{");
        grid.columns().forEach(column -> tex.append(column.numbers() ? 'r' : 'l'));
        tex.append("}\n\\toprule\n");
        tex.append(line(grid.columns().stream().map(column -> escape(column.name())).toList())).append("\\midrule\n");
        for (List<Grid.Field> row : grid.rows()) {
            tex.append(line(row.stream().map(LatexTable::field).toList()));
            int notes = row.stream().mapToInt(field -> field.notes().size()).max().orElse(0);
            for (int n = 0; n < notes; n++) {
                int note = n;
                tex.append(line(row.stream().map(field -> note < field.notes().size()
                        ? "{\\scriptsize " + escape(field.notes().get(note)) + "}" : "").toList()));
            }
        }
        return tex + "\\bottomrule\n\\end{tabular}\n\\caption{" + escape(grid.caption()) + "}\n\\end{table*}\n";
    }

    private static String line(List<String> fields) {
        return String.join(" & ", fields) + " \\\\\n";
    }

    /** Braces keep a field that begins with a bracket from being read as an option of the line before. */
    private static String field(Grid.Field field) {
        String text = escape(field.text());
        return field.strong() ? "\\textbf{" + text + "}" : text.startsWith("[") || text.startsWith("*") ? "{" + text + "}" : text;
    }

    static String escape(String text) {
        return text.codePoints().mapToObj(Character::toString).map(c -> SYMBOLS.getOrDefault(c, c)).collect(Collectors.joining());
    }
}
