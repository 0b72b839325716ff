package dev.headstart.chart;

/** A picture. */
public sealed interface Chart permits BarChart, MatrixChart, LineChart {
    /** @return an {@code <svg>} element that takes its colours from {@link Palette#CSS}, which the page has to have */
    String svg();

    /** @return the same as a file of its own */
    default String file() {
        String svg = svg();
        int content = svg.indexOf('>') + 1;
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg.substring(0, content) + "\n<style>\n" + Palette.CSS
                + "svg.chart { background: var(--paper); }\n</style>" + svg.substring(content);
    }
}
