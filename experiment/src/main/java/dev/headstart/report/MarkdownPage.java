package dev.headstart.report;

import java.util.List;
import java.util.stream.Collectors;

/** A report in GitHub's Markdown; pictures are the files beside it. */
final class MarkdownPage implements Page {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void heading(int level, String heading) {
        block("#".repeat(level) + " " + escape(heading));
    }

    @Override
    public void paragraph(String paragraph) {
        block(escape(paragraph));
    }

    @Override
    public void list(List<String> items) {
        block(items.stream().map(item -> "- " + escape(item)).collect(Collectors.joining("\n")));
    }

    @Override
    public void grid(Grid grid) {
        StringBuilder table = new StringBuilder(line(grid.columns().stream().map(column -> escape(column.name())).toList()));
        table.append(line(grid.columns().stream().map(column -> column.numbers() ? "---:" : "---").toList()));
        grid.rows().forEach(row -> table.append(line(row.stream().map(MarkdownPage::field).toList())));
        block(table.toString().stripTrailing());
        paragraph(grid.caption());
    }

    private static String line(List<String> fields) {
        return "| " + String.join(" | ", fields) + " |\n";
    }

    private static String field(Grid.Field field) {
        String text = escape(field.text());
        return (field.strong() ? "**" + text + "**" : text)
                + field.notes().stream().map(note -> "<br>" + escape(note)).collect(Collectors.joining());
    }

    @Override
    public void picture(Picture picture) {
        block("![" + escape(picture.title()) + "](" + picture.file() + ".svg)");
        paragraph(picture.title() + ". " + picture.caption());
    }

    @Override
    public void examples(String language, String title, String before, String after, List<ChangedSentences.Example> examples) {
        paragraph(title + ":");
        examples.forEach(example -> block("- right: " + marked(example.gold()) + "\n- " + escape(before) + ": " + marked(example.before())
                + "\n- " + escape(after) + ": " + marked(example.after())));
    }

    private static String marked(Marked sentence) {
        return sentence.pieces().stream().map(piece -> piece.label().isEmpty() ? escape(piece.text())
                : "**[" + escape(piece.text()) + "]** " + escape(piece.label()) + (piece.wrong() ? " ✗" : ""))
                .collect(Collectors.joining(" "));
    }

    @Override
    public void listing(String title, List<String> lines) {
        paragraph(title);
        block("```\n" + String.join("\n", lines) + "\n```");
    }

    private void block(String block) {
        text.append(block).append("\n\n");
    }

    /** What Markdown or HTML would take for markup, in a line of text or a field of a table. */
    static String escape(String text) {
        return text.replaceAll("[\\\\`*_\\[\\]|~]", "\\\\$0").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                .replaceAll("\\R", " ").replaceFirst("^(#|[+-](?= ))", "\\\\$1").replaceFirst("^(\\d+)([.)])(?= )", "$1\\\\$2");
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing() + "\n";
    }
}
