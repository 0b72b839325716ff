package dev.headstart.priming;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;

/** From which source the next task comes. */
public sealed interface Draw {
    /** One after the other. */
    Draw TURNS = new Turns();
    /** Each with the same probability. */
    Draw UNIFORM = new Proportional(Double.POSITIVE_INFINITY);
    /** Each with a probability in proportion to its number of units. */
    Draw BY_SIZE = new Proportional(1);

    /** As {@link #BY_SIZE}, flattened: probabilities in proportion to size^(1/T) (Arivazhagan et al. 2019). @param t above 0 */
    static Draw atTemperature(double t) {
        if (!(t > 0 && Double.isFinite(t))) {
            throw new IllegalArgumentException("The temperature is " + t + "; it must be above 0, e.g. 5.");
        }
        return new Proportional(t);
    }

    /** @param text as options have it: turns, uniform, by-size or temperature=T */
    static Draw named(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        try {
            return switch (name) {
                case "turns" -> TURNS;
                case "uniform" -> UNIFORM;
                case "by-size" -> BY_SIZE;
                default -> atTemperature(Double.parseDouble(name.replaceFirst("^temperature=", "")));
            };
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no way to draw sources; choose turns, uniform, by-size or temperature=T, "
                    + "e.g. temperature=5.", e);
        }
    }

    /** @return as {@link #named} takes it */
    @JsonValue
    String name();

    /** @param sizes of the sources @return numbers of sources, from 0, without end */
    Supplier<Integer> from(List<Integer> sizes, long seed);

    /** Turns. */
    record Turns() implements Draw {
        @Override
        public Supplier<Integer> from(List<Integer> sizes, long seed) {
            long[] drawn = {0};
            return () -> (int) (drawn[0]++ % sizes.size());
        }

        @Override
        public String name() {
            return "turns";
        }
    }

    /** p ∝ size^(1/T). @param temperature T: infinite for uniform, 1 for by size */
    record Proportional(double temperature) implements Draw {
        /** @return of each source, summing to 1 */
        double[] probabilities(List<Integer> sizes) {
            double[] weights = sizes.stream().mapToDouble(size -> Math.pow(size, 1 / temperature)).toArray();
            double all = DoubleStream.of(weights).sum();
            return DoubleStream.of(weights).map(weight -> weight / all).toArray();
        }

        @Override
        public Supplier<Integer> from(List<Integer> sizes, long seed) {
            double[] probabilities = probabilities(sizes);
            Random random = new Random(seed);
            return () -> {
                double rest = random.nextDouble();
                int source = 0;
                while (source < probabilities.length - 1 && rest >= probabilities[source]) {
                    rest -= probabilities[source++];
                }
                return source;
            };
        }

        @Override
        public String name() {
            return equals(UNIFORM) ? "uniform" : equals(BY_SIZE) ? "by-size" : "temperature=" + temperature;
        }
    }
}
