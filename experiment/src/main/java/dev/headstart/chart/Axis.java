package dev.headstart.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Places numbers along a line.
 *
 * @param low         number at {@code from}
 * @param high        number at {@code to}, above {@code low}
 * @param logarithmic whether equal ratios are equally far; then both are above 0
 * @param from        pixel
 * @param to          pixel
 */
record Axis(double low, double high, boolean logarithmic, double from, double to) {
    private static final double[] STEPS = {1, 2, 2.5, 5, 10};

    /** A marked number. @param label as it is written */
    record Tick(double value, String label) {}

    /** @return from a round number below {@code low} to one above {@code high}, in about {@code wanted} round steps */
    static Axis round(double low, double high, int wanted, double from, double to) {
        double spread = high > low ? high - low : Math.max(1e-9, Math.abs(high) * 0.1 + 1e-9);
        double step = step(spread, wanted);
        double begin = Math.floor(low / step + 1e-9) * step;
        double end = Math.ceil((low + spread) / step - 1e-9) * step;
        return new Axis(begin, end, false, from, to);
    }

    /** @return from {@code low} to {@code high} as they are, widened where they are equal */
    static Axis exact(double low, double high, boolean logarithmic, double from, double to) {
        return high > low ? new Axis(low, high, logarithmic, from, to)
                : new Axis(logarithmic ? low / 2 : low - 0.5, logarithmic ? high * 2 : high + 0.5, logarithmic, from, to);
    }

    double place(double value) {
        double share = logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
        return from + share * (to - from);
    }

    /** @return round numbers, about {@code wanted} of them; powers of ten, with 2 and 5 between where there is room */
    List<Tick> ticks(int wanted) {
        return logarithmic ? powers(wanted) : even(wanted);
    }

    private List<Tick> even(int wanted) {
        double step = step(high - low, wanted);
        List<Tick> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
            ticks.add(new Tick(i * step, plain(i * step)));
        }
        return ticks;
    }

    private List<Tick> powers(int wanted) {
        double decades = Math.log10(high / low);
        double[] within = decades * 3 <= wanted ? new double[] {1, 2, 5} : new double[] {1};
        List<Tick> ticks = new ArrayList<>();
        for (int exponent = (int) Math.floor(Math.log10(low)); exponent <= Math.ceil(Math.log10(high)); exponent++) {
            for (double factor : within) {
                double value = factor * Math.pow(10, exponent);
                if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) {
                    ticks.add(new Tick(value, plain(value)));
                }
            }
        }
        return ticks;
    }

    /** @return a number as people write it, e.g. {@code 20000}, {@code 0.03}, {@code 5e-5} */
    static String plain(double value) {
        if (value != 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e6)) {
            return String.format(Locale.ROOT, "%.1e", value).replaceFirst("\\.0e", "e").replaceFirst("e([+-])0", "e$1").replace("e+", "e");
        }
        String text = String.format(Locale.ROOT, "%.4f", value);
        return text.replaceFirst("\\.?0+$", "");
    }

    private static double step(double spread, int wanted) {
        double rough = spread / wanted;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        for (double factor : STEPS) {
            if (factor * power >= rough * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
