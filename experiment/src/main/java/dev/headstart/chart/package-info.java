/**
 * Charts as SVG text, by functions of numbers: {@link dev.headstart.chart.BarChart}, {@link dev.headstart.chart.MatrixChart},
 * {@link dev.headstart.chart.LineChart}. They need no screen, no fonts and no library, scale to any width, follow the
 * reader's light or dark mode, and use colours that the colour-blind can tell apart. What a mark stands for is its
 * {@code <title>}, which browsers show when it is pointed at. Nothing here knows of experiments.
 */
package dev.headstart.chart;
