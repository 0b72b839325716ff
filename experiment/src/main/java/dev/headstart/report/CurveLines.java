package dev.headstart.report;

import dev.headstart.experiment.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Settings along one option: those that differ in nothing else form a line.
 *
 * @param lines   from the left to the right
 * @param levels  settings that do not have the option
 * @param leftOut settings for which it is not one number
 */
record CurveLines(List<Line> lines, List<Setting> levels, List<Setting> leftOut) {
    /** @param label what distinguishes it from the other lines */
    record Line(String label, List<Stop> stops) {}

    /** A setting's place along. */
    record Stop(double x, Setting setting) {}

    /** @param x e.g. {@code tuning.train-sentences} */
    static CurveLines of(List<Setting> settings, String x) {
        Map<Map<String, String>, List<Stop>> groups = new LinkedHashMap<>();
        List<Setting> levels = new ArrayList<>();
        List<Setting> leftOut = new ArrayList<>();
        for (Setting setting : settings) {
            Map<String, String> options = options(setting);
            String value = options.remove(x);
            if (value == null) {
                levels.add(setting);
            } else {
                number(value).ifPresentOrElse(
                        place -> groups.computeIfAbsent(options, key -> new ArrayList<>()).add(new Stop(place, setting)),
                        () -> leftOut.add(setting));
            }
        }
        List<Map<String, String>> keys = List.copyOf(groups.keySet());
        List<String> telling = telling(keys);
        return new CurveLines(keys.stream().map(key -> new Line(label(key, telling), groups.get(key).stream()
                .sorted(Comparator.comparingDouble(Stop::x)).toList())).toList(), levels, leftOut);
    }

    /** All that a setting is, by names that say whether they are of its priming or its tuning. */
    private static Map<String, String> options(Setting setting) {
        Map<String, String> options = new LinkedHashMap<>();
        setting.priming().ifPresent(strategy -> {
            options.put("priming.by", "algorithm-1");
            strategy.options().forEach((name, values) -> options.put("priming." + name, String.join(", ", values)));
        });
        options.put("tuning.tuning", "adapter");
        setting.tuning().options().forEach((name, values) -> options.put("tuning." + name, String.join(", ", values)));
        return options;
    }

    private static Optional<Double> number(String value) {
        try {
            return Optional.of(Double.parseDouble(value));
        } catch (NumberFormatException several) {
            return Optional.empty();
        }
    }

    /** The first options, as few as tell all lines apart. */
    private static List<String> telling(List<Map<String, String>> lines) {
        List<String> telling = new ArrayList<>();
        for (String option : lines.stream().flatMap(line -> line.keySet().stream()).distinct().toList()) {
            List<String> more = new ArrayList<>(telling);
            more.add(option);
            if (distinct(lines, more) > distinct(lines, telling)) {
                telling = more;
            }
        }
        return telling;
    }

    private static int distinct(List<Map<String, String>> lines, List<String> by) {
        return new TreeSet<>(lines.stream().map(line -> by.stream().map(line::get).toList().toString()).toList()).size();
    }

    private static String label(Map<String, String> line, List<String> telling) {
        boolean primed = line.containsKey("priming.by");
        String label = telling.stream().filter(option -> primed || !option.startsWith("priming.") || option.equals("priming.by"))
                .map(option -> option.equals("priming.by") ? (primed ? line.get(option) : "no priming")
                        : option.equals("tuning.tuning") ? line.get(option)
                        : option.replaceFirst(".*\\.", "") + " " + Optional.ofNullable(line.get(option)).orElse("by default"))
                .collect(Collectors.joining(", "));
        return label.isEmpty() ? "all settings" : label;
    }
}
