package dev.headstart.report;

import dev.headstart.chart.Palette;
import dev.headstart.chart.Xml;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A report as one file of HTML that is XML as well: it asks for nothing else, and needs no script. */
final class HtmlPage implements Page {
    private final List<Heading> headings = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();

    private final int listed;

    private record Heading(int level, String id, String text) {}

    /** @param listed the lowest level of headings in the table of contents */
    HtmlPage(int listed) {
        this.listed = listed;
    }

    @Override
    public void heading(int level, String text) {
        Heading heading = new Heading(level, "s" + (headings.size() + 1), text);
        headings.add(heading);
        if (level > 1) {
            add("<h" + level + " id=\"" + heading.id + "\">" + Xml.escape(text) + "</h" + level + ">");
        }
    }

    @Override
    public void paragraph(String text) {
        add("<p>" + Xml.escape(text) + "</p>");
    }

    @Override
    public void list(List<String> items) {
        add(items.stream().map(item -> "<li>" + Xml.escape(item) + "</li>").collect(Collectors.joining("\n", "<ul>\n", "\n</ul>")));
    }

    @Override
    public void grid(Grid grid) {
        StringBuilder table = new StringBuilder("<figure>\n<div class=\"wide\" tabindex=\"0\">\n<table>\n<thead><tr>");
        grid.columns().forEach(column -> table.append("<th scope=\"col\"").append(style(column)).append('>')
                .append(Xml.escape(column.name())).append("</th>"));
        table.append("</tr></thead>\n<tbody>\n");
        for (List<Grid.Field> row : grid.rows()) {
            table.append("<tr>");
            for (int c = 0; c < row.size(); c++) {
                String cell = c == 0 ? "th scope=\"row\"" : "td" + style(grid.columns().get(c));
                table.append('<').append(cell).append('>').append(field(row.get(c))).append(c == 0 ? "</th>" : "</td>");
            }
            table.append("</tr>\n");
        }
        add(table + "</tbody>\n</table>\n</div>\n" + caption(grid.caption()) + "</figure>");
    }

    private static String style(Grid.Column column) {
        return column.numbers() ? " class=\"n\"" : "";
    }

    private static String field(Grid.Field field) {
        String text = Xml.escape(field.text());
        return (field.strong() ? "<b>" + text + "</b>" : text)
                + field.notes().stream().map(note -> "<small>" + Xml.escape(note) + "</small>").collect(Collectors.joining());
    }

    private static String caption(String text) {
        return "<figcaption>" + Xml.escape(text) + "</figcaption>\n";
    }

    @Override
    public void picture(Picture picture) {
        add("<figure>\n<div class=\"wide\" tabindex=\"0\">\n" + picture.chart().svg() + "\n</div>\n<figcaption><b>"
                + Xml.escape(picture.title()) + ".</b> " + Xml.escape(picture.caption()) + "</figcaption>\n</figure>");
    }

    @Override
    public void examples(String language, String title, String before, String after, List<ChangedSentences.Example> examples) {
        add("<p class=\"title\">" + Xml.escape(title) + "</p>");
        examples.forEach(example -> add("<dl>\n" + line("right", language, example.gold()) + line(before, language, example.before())
                + line(after, language, example.after()) + "</dl>"));
    }

    private static String line(String who, String language, Marked sentence) {
        return "<div><dt>" + Xml.escape(who) + "</dt><dd lang=\"" + Xml.escape(language) + "\" dir=\"auto\">"
                + sentence.pieces().stream().map(HtmlPage::piece).collect(Collectors.joining(" ")) + "</dd></div>\n";
    }

    private static String piece(Marked.Piece piece) {
        return piece.label().isEmpty() ? Xml.escape(piece.text())
                : "<mark" + (piece.wrong() ? " class=\"wrong\"" : "") + ">" + Xml.escape(piece.text())
                + "<small>" + Xml.escape(piece.label()) + "</small></mark>";
    }

    @Override
    public void listing(String title, List<String> lines) {
        add("<details>\n<summary>" + Xml.escape(title) + "</summary>\n<pre tabindex=\"0\">" + Xml.escape(String.join("\n", lines))
                + "</pre>\n</details>");
    }

    private void add(String element) {
        body.append(element).append('\n');
    }

    @Override
    public String toString() {
        String title = Xml.escape(headings.get(0).text);
        return "<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<meta charset=\"UTF-8\"/>\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
                + "<meta name=\"color-scheme\" content=\"light dark\"/>\n<title>" + title + "</title>\n<style>\n"
                + Palette.CSS + STYLE + "</style>\n</head>\n<body>\n<header>\n<h1>" + title
                + "</h1>\n</header>\n" + contents() + "<main>\n" + body + "</main>\n</body>\n</html>\n";
    }

    private String contents() {
        return headings.stream().skip(1).filter(heading -> heading.level <= listed)
                .map(heading -> "<li class=\"l" + heading.level + "\"><a href=\"#" + heading.id + "\">" + Xml.escape(heading.text)
                        + "</a></li>\n")
                .collect(Collectors.joining("", "<nav aria-label=\"Contents\">\n<ul>\n", "</ul>\n</nav>\n"));
    }

    private static final String STYLE = """
            * { box-sizing: border-box; }
            html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
            body { margin: 0 auto; padding: 0 1.25rem 5rem; max-width: 72rem; background: var(--paper); color: var(--ink);
              font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: break-word; }
            h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; }
            h1 { margin: 2.5rem 0 1rem; font-size: 1.9rem; letter-spacing: -0.01em; }
            h2 { margin: 3.25rem 0 1rem; padding-top: 1rem; border-top: 1px solid var(--rule); font-size: 1.4rem; }
            h3 { margin: 2rem 0 0.5rem; font-size: 1.1rem; }
            h4 { margin: 1.5rem 0 0.5rem; font-size: 1rem; }
            .title { margin-top: 1rem; font-size: 0.9rem; color: var(--faint); }
            li { margin: 0.25rem 0; }
            p, ul, figcaption { max-width: 44rem; }
            p { margin: 0.6rem 0; }
            a { color: inherit; text-decoration-color: var(--c0); text-underline-offset: 0.2em; }
            nav ul { margin: 0 0 2.5rem; padding: 0; list-style: none; columns: 17rem 3; column-gap: 2rem;
              max-width: none; font-size: 0.92rem; }
            nav li { break-inside: avoid; padding: 0.1rem 0; }
            nav a { text-decoration: none; }
            nav a:hover { text-decoration: underline; }
            nav .l3 { padding-left: 1rem; color: var(--faint); }
            figure { margin: 1.25rem 0 1.75rem; }
            figcaption { margin-top: 0.6rem; font-size: 0.85rem; line-height: 1.5; color: var(--faint); }
            figcaption b { color: var(--ink); }
            .wide { overflow-x: auto; }
            .wide svg { display: block; }
            table { border-collapse: collapse; font-size: 0.9rem; line-height: 1.4; font-variant-numeric: tabular-nums; }
            th, td { padding: 0.4rem 0.9rem 0.4rem 0; text-align: left; vertical-align: top; }
            th:last-child, td:last-child { padding-right: 0.3rem; }
            thead th { border-bottom: 2px solid var(--ink); white-space: nowrap; vertical-align: bottom; }
            tbody tr { border-bottom: 1px solid var(--rule); }
            tbody th { position: sticky; left: 0; background: var(--paper); font-weight: 500; white-space: nowrap; }
            td:not(.n) { min-width: 5.5rem; }
            td:not(.n):last-child { min-width: 15rem; }
            .n { text-align: right; white-space: nowrap; }
            td small, th small { display: block; color: var(--faint); font-size: 0.86em; font-weight: 400; }
            dl { margin: 0.6rem 0 1.2rem; padding-left: 0.9rem; border-left: 3px solid var(--rule); }
            dl div { display: grid; grid-template-columns: 12rem 1fr; gap: 0 1rem; padding: 0.1rem 0; }
            dt { color: var(--faint); font-size: 0.82rem; line-height: 1.9; }
            dd { margin: 0; min-width: 0; }
            mark { padding: 0.05em 0.3em; border-radius: 0.25em; color: inherit; background: rgba(var(--shade), 0.2);
              -webkit-box-decoration-break: clone; box-decoration-break: clone; }
            mark.wrong { background: none; outline: 2px dashed var(--c5); outline-offset: -1px; }
            mark small { margin-left: 0.4em; font-size: 0.68em; font-weight: 600; color: var(--faint); }
            details { margin: 0.75rem 0; }
            summary { cursor: pointer; }
            pre { margin: 0.5rem 0; padding: 0.75rem; overflow-x: auto; border: 1px solid var(--rule); border-radius: 0.4rem;
              font: 0.82rem/1.5 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
            @media (max-width: 40rem) {
              body { padding: 0 1rem 3rem; }
              h1 { margin-top: 1.5rem; font-size: 1.5rem; }
              h2 { margin-top: 2.25rem; font-size: 1.25rem; }
              tbody th { white-space: normal; min-width: 5rem; max-width: 8rem; }
              dl div { grid-template-columns: 1fr; } }
            @media print {
              html { font-size: 9.5pt; }
              body { max-width: none; padding: 0; }
              nav { display: none; }
              h2, h3, h4, thead { break-after: avoid; }
              figure, dl, tr { break-inside: avoid; }
              .wide { overflow: visible; }
              .wide svg { max-width: 100%; height: auto; }
              mark { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
              h2 + p, h3 + p, h4 + p { break-after: avoid; }
              table { font-size: 7.5pt; }
              th, td { padding-right: 0.5rem; }
              tbody th { position: static; white-space: normal; }
              td:not(.n), td:not(.n):last-child { min-width: 0; }
              pre { white-space: pre-wrap; overflow-wrap: anywhere; } }
            """;
}
