package dev.headstart.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Names of scores as people read them. */
final class Figures {
    private Figures() {}

    /** @return {@code F1} for {@code f1}, {@code macro F1} for {@code macro_f1}; others with blanks for underscores */
    static String shown(String figure) {
        return figure.replace('_', ' ').replace("f1", "F1");
    }

    /** @return the same figures, their names with {@code dev_} in front */
    static Map<String, Double> ofDev(Map<String, Double> figures) {
        return figures.entrySet().stream().collect(Collectors.toMap(figure -> "dev_" + figure.getKey(), Map.Entry::getValue,
                (a, b) -> a, LinkedHashMap::new));
    }
}
