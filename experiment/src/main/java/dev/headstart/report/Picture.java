package dev.headstart.report;

import dev.headstart.chart.Chart;

/**
 * A chart and what stands below it.
 *
 * @param file    its name, without ending
 * @param caption what is seen and how it was made
 */
record Picture(String file, String title, String caption, Chart chart) {
    /** @return with something before the file's name */
    Picture prefixed(String prefix) {
        return new Picture(prefix + file, title, caption, chart);
    }
}
