package dev.headstart.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A way to prime or to fine-tune, in the words of the command line: {@code inner-rate: 0.03} is {@code --inner-rate 0.03} of
 * {@code headstart prime}. Whatever that command can do, an experiment can.
 *
 * @param name    in its file
 * @param options values by option name without dashes; where one has several, the best is to be chosen on dev
 */
public record Strategy(String name, Map<String, List<String>> options) {
    /** The name of no priming at all, which needs no entry in the file. */
    public static final String NONE = "none";

    public Strategy {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        options.forEach((option, values) -> copy.put(option, List.copyOf(values)));
        options = copy;
    }

    /** @return whether there is something to choose on dev */
    public boolean hasChoice() {
        return options.values().stream().anyMatch(values -> values.size() > 1);
    }

    /** @return the only value of an option, or empty text if it is not set */
    public String value(String option) {
        return String.join(", ", options.getOrDefault(option, List.of()));
    }

    /** @return whether an option has one value, a number */
    public boolean hasNumber(String option) {
        try {
            Double.parseDouble(value(option));
            return true;
        } catch (NumberFormatException severalOrNone) {
            return false;
        }
    }

    /** @return one value for every option, all combinations, the last option running fastest */
    public List<Map<String, String>> points() {
        List<Map<String, String>> points = List.of(Map.of());
        for (Map.Entry<String, List<String>> option : options.entrySet()) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> point : points) {
                for (String value : option.getValue()) {
                    Map<String, String> with = new LinkedHashMap<>(point);
                    with.put(option.getKey(), value);
                    longer.add(with);
                }
            }
            points = longer;
        }
        return points;
    }

    /** @return as a command takes them: {@code true} sets an option that has no value, {@code false} leaves it out */
    public static List<String> arguments(Map<String, String> point) {
        return point.entrySet().stream().filter(option -> !option.getValue().equals("false"))
                .map(option -> "--" + option.getKey() + (option.getValue().equals("true") ? "" : "=" + option.getValue())).toList();
    }
}
