package dev.headstart.cli;

import java.util.function.DoublePredicate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers that options take. One that can mean nothing is refused under the option's own name, before anything is read. */
final class Numbers {
    private Numbers() {}

    /** 1, 2, … */
    static final class AtLeastOne implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return whole(text, 1);
        }
    }

    /** 0, 1, … */
    static final class AtLeastZero implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return whole(text, 0);
        }
    }

    /** Rates and lengths. */
    static final class AboveZero implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return real(text, "above 0", value -> value > 0);
        }
    }

    /** Weights of a penalty. */
    static final class NotNegative implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return real(text, "at least 0", value -> value >= 0);
        }
    }

    /** Shares that leave something over. */
    static final class Share implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return real(text, "at least 0 and below 1", value -> value >= 0 && value < 1);
        }
    }

    private static int whole(String text, int least) {
        try {
            int value = Integer.parseInt(text);
            if (value >= least) {
                return value;
            }
        } catch (NumberFormatException notWhole) {
            // refused below, with the rest
        }
        throw new TypeConversionException("expected a whole number, at least " + least + ", but was '" + text + "'");
    }

    private static double real(String text, String range, DoublePredicate isInRange) {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value) && isInRange.test(value)) {
                return value;
            }
        } catch (NumberFormatException noNumber) {
            // refused below, with the rest
        }
        throw new TypeConversionException("expected a number " + range + " but was '" + text + "'");
    }
}
