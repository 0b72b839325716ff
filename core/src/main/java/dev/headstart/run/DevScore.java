package dev.headstart.run;

import java.util.Locale;

/**
 * What the sources' dev data say of a primed encoder.
 *
 * @param figure what is scored, e.g. {@code f1}
 * @param value  a fraction of 1
 */
public record DevScore(String figure, double value) {
    /** @return e.g. {@code F1 71.30} */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %.2f", Figures.shown(figure), 100 * value);
    }
}
