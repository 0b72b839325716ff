package dev.headstart.chart;

/**
 * Colours of charts. The eight series colours are Okabe and Ito's (2008, "Color Universal Design"), some darker in light mode
 * and lighter in dark mode, so that each stands out from the ground; more series than colours are told apart by dashes.
 */
public final class Palette {
    /** For the page that charts are in: light, and dark where the reader has asked for it. */
    public static final String CSS = """
            :root { --paper: #ffffff; --ink: #1b1f24; --faint: #59636e; --rule: #d6dbe1; --shade: 0, 114, 178;
              --c0: #0072b2; --c1: #e08a00; --c2: #009e73; --c3: #cc5fa0; --c4: #3fa2dc; --c5: #d55e00; --c6: #b3a400; --c7: #5b6470; }
            @media (prefers-color-scheme: dark) {
              :root { --paper: #14181d; --ink: #e6e9ed; --faint: #9aa4af; --rule: #38414b; --shade: 86, 180, 233;
                --c0: #4a9fe0; --c1: #f0a830; --c2: #2ec59a; --c3: #e08fc0; --c4: #8fd0f5; --c5: #f07f3c; --c6: #e6da4a; --c7: #a8b1bb; } }
            @media print {
              :root { --paper: #ffffff; --ink: #000000; --faint: #444444; --rule: #bbbbbb; --shade: 0, 114, 178;
                --c0: #0072b2; --c1: #e08a00; --c2: #009e73; --c3: #cc5fa0; --c4: #3fa2dc; --c5: #d55e00; --c6: #b3a400; --c7: #5b6470; } }
            svg.chart { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; color: var(--ink); }
            svg.chart text { fill: var(--ink); font-variant-numeric: tabular-nums; }
            svg.chart .faint { fill: var(--faint); }
            svg.chart .strong { font-weight: 700; }
            svg.chart .grid { stroke: var(--rule); stroke-width: 1; }
            svg.chart .ink { stroke: var(--ink); stroke-width: 1.2; fill: none; }
            svg.chart .line { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
            svg.chart .band { stroke: none; fill-opacity: 0.16; }
            """;
    private static final int COLOURS = 8;
    private static final String[] DASHES = {"", "7 4", "2 4", "10 4 2 4"};

    private Palette() {}

    /** @param series from 0 */
    static String colour(int series) {
        return "var(--c" + series % COLOURS + ")";
    }

    /** @return an attribute for lines, with a blank before it; nothing for the first eight series */
    static String dash(int series) {
        String dash = DASHES[series / COLOURS % DASHES.length];
        return dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\"";
    }
}
