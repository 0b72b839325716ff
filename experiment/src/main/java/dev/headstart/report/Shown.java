package dev.headstart.report;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbers and names as people read them. */
final class Shown {
    private Shown() {}

    /** @return two decimals, with a real minus sign */
    static String points(double percent) {
        return minus(String.format(Locale.ROOT, "%.2f", percent));
    }

    /** @return the same, with its sign */
    static String signed(double points) {
        return minus(String.format(Locale.ROOT, "%+.2f", points));
    }

    static String mean(Mean mean) {
        return points(mean.value()) + mean.spread().map(spread -> " ± " + points(spread)).orElse("");
    }

    /** @return no decimals: {@code 48 %} */
    static String percent(double percent) {
        return minus(String.format(Locale.ROOT, "%.0f\u00a0%%", percent));
    }

    /** @return e.g. {@code 0.056 %}, {@code 100 %}: two digits that say something */
    static String share(Share share) {
        String least = share.least().map(Shown::twoDigits).orElse("–");
        String most = share.most().map(Shown::twoDigits).orElse("–");
        return (least.equals(most) ? least : least + " to " + most) + (share.least().isPresent() ? "\u00a0%" : "");
    }

    private static String twoDigits(double percent) {
        int decimals = percent <= 0 ? 0 : (int) Math.max(0, 1 - Math.floor(Math.log10(percent)));
        return String.format(Locale.ROOT, "%." + decimals + "f", percent);
    }

    static String hours(double hours) {
        return String.format(Locale.ROOT, hours < 10 ? "%.2f" : "%.0f", hours);
    }

    /** @return {@code F1} for {@code f1}, {@code macro F1} for {@code macro_f1} */
    static String figure(String name) {
        return name.replace('_', ' ').replace("f1", "F1");
    }

    static String options(Map<String, String> options) {
        return options.entrySet().stream().map(option -> option.getKey() + " " + option.getValue()).collect(Collectors.joining(", "));
    }

    private static String minus(String number) {
        return number.replace('-', '−').replaceFirst("^−(0(\\.0+)?)(?=$|\u00a0)", "$1");
    }
}
