package dev.headstart.chart;

import java.util.Locale;

/** Collects the elements of one picture. Coordinates are pixels at natural size, from the upper left. */
final class Canvas {
    private static final double CHARACTER = 6.4;    // mean width at 12 pixels, a little generous

    private final StringBuilder body = new StringBuilder();
    private final double width;

    Canvas(double width) {
        this.width = width;
    }

    /** Where a text stands about its place. */
    enum Anchor { START, MIDDLE, END }

    /** @return about how wide a text is */
    static double widthOf(String text) {
        return CHARACTER * text.codePointCount(0, text.length());
    }

    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** @param style a class, e.g. {@code faint}, or nothing */
    void text(double x, double y, Anchor anchor, String style, String text) {
        add("<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + anchor.name().toLowerCase(Locale.ROOT) + "\""
                + (style.isEmpty() ? "" : " class=\"" + style + "\"") + ">" + Xml.escape(text) + "</text>");
    }

    void line(double x1, double y1, double x2, double y2, String style) {
        add("<line x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) + "\" y2=\"" + number(y2)
                + "\" class=\"" + style + "\"/>");
    }

    /** @param attributes e.g. {@code fill="red"} */
    void rectangle(double x, double y, double wide, double high, String attributes, String title) {
        add("<rect x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(wide) + "\" height=\"" + number(high) + "\" "
                + attributes + "><title>" + Xml.escape(title) + "</title></rect>");
    }

    void path(String data, String attributes) {
        add("<path d=\"" + data + "\" " + attributes + "/>");
    }

    void path(String data, String attributes, String title) {
        add("<path d=\"" + data + "\" " + attributes + "><title>" + Xml.escape(title) + "</title></path>");
    }

    void circle(double x, double y, double radius, String attributes, String title) {
        add("<circle cx=\"" + number(x) + "\" cy=\"" + number(y) + "\" r=\"" + number(radius) + "\" " + attributes + "><title>"
                + Xml.escape(title) + "</title></circle>");
    }

    private void add(String element) {
        body.append(element).append('\n');
    }

    /** @return the picture, so high */
    String svg(String title, double height) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"img\" viewBox=\"0 0 " + number(width) + " "
                + number(height) + "\" width=\"" + number(width) + "\" height=\"" + number(height) + "\">\n<title>" + Xml.escape(title)
                + "</title>\n" + body + "</svg>";
    }
}
