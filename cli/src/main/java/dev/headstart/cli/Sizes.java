package dev.headstart.cli;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers of bytes. As options they are whole, with K, M, G or T for powers of 1024. */
final class Sizes implements ITypeConverter<Long> {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([KMGT]?)");
    private static final String UNITS = "KMGT";
    private static final int BITS_PER_UNIT = 10;
    private static final List<String> SHOWN_UNITS = List.of("bytes", "kB", "MB", "GB", "TB");
    private static final double THOUSAND = 1000;
    private static final double FEW = 10;

    @Override
    public Long convert(String text) {
        Matcher size = SIZE.matcher(text.toUpperCase(Locale.ROOT));
        if (!size.matches()) {
            throw new TypeConversionException("expected a size, e.g. 500M or 20G, but was '" + text + "'");
        }
        int power = size.group(2).isEmpty() ? 0 : UNITS.indexOf(size.group(2)) + 1;
        try {
            return Math.multiplyExact(Long.parseLong(size.group(1)), 1L << (power * BITS_PER_UNIT));
        } catch (ArithmeticException tooLarge) {
            throw new TypeConversionException("'" + text + "' is more than any disk holds");
        }
    }

    /** @return for people, in powers of 1000 as disks are sold, e.g. {@code 714 MB} */
    static String shown(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= THOUSAND && unit < SHOWN_UNITS.size() - 1) {
            value /= THOUSAND;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || value >= FEW ? "%.0f %s" : "%.1f %s", value, SHOWN_UNITS.get(unit));
    }
}
