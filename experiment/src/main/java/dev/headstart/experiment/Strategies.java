package dev.headstart.experiment;

import dev.headstart.io.MalformedFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The strategies of a kind that a file names, those of the file that it is like first.
 *
 * @param kind   {@code priming} or {@code tuning}
 * @param byName strategies
 * @param nodes  where each stands
 */
record Strategies(String kind, Map<String, Strategy> byName, Map<String, YamlNode> nodes) {
    private static final String LIKE = "like";

    static Strategies none(String kind) {
        return new Strategies(kind, Map.of(), Map.of());
    }

    /** @return with those in {@code node}, which may build on earlier ones and take their names */
    Strategies with(YamlNode node) {
        Map<String, Strategy> strategies = new LinkedHashMap<>(byName);
        Map<String, YamlNode> places = new LinkedHashMap<>(nodes);
        node.map().forEach((name, each) -> {
            if (name.equals(Strategy.NONE)) {
                throw each.wrong("'" + Strategy.NONE + "' means no priming; choose another name.");
            }
            Strategy strategy = strategy(name, each, strategies);
            strategies.put(name, kind.equals("tuning") ? withDev(strategy, each) : withoutChoice(strategy, each));
            places.put(name, each);
        });
        return new Strategies(kind, strategies, places);
    }

    /** @param earlier what {@code like} can name */
    static Strategy strategy(String name, YamlNode node, Map<String, Strategy> earlier) {
        Map<String, YamlNode> entries = node.isMap() ? node.map() : Map.of();
        Map<String, List<String>> options = new LinkedHashMap<>();
        Optional.ofNullable(entries.get(LIKE)).ifPresent(like -> options.putAll(named(like, earlier, "an earlier strategy").options()));
        entries.forEach((option, value) -> {
            if (!option.equals(LIKE)) {
                if (value.list().isEmpty()) {
                    throw value.wrong("there is no value of '" + option + "'. Give one, or remove it.");
                }
                options.put(option, value.list().stream().map(YamlNode::text).toList());
            }
        });
        return new Strategy(name, options);
    }

    /** @return {@code strategy}, in which nothing is left to be chosen */
    static Strategy withoutChoice(Strategy strategy, YamlNode node) {
        if (strategy.hasChoice()) {
            throw node.wrong("several values are for tuning, where one is chosen on dev. Make several strategies, and say score-on: dev "
                    + "to choose among them.");
        }
        return strategy;
    }

    private static Strategy withDev(Strategy strategy, YamlNode node) {
        if (strategy.hasChoice() && strategy.value("select").equals("last")) {
            throw node.wrong("the best of several values is chosen on dev, which select: last does not look at. Remove it, "
                    + "or give one value of each option.");
        }
        return strategy;
    }

    Strategy named(YamlNode node) {
        return named(node, byName, "a " + kind + " strategy");
    }

    private static Strategy named(YamlNode node, Map<String, Strategy> known, String what) {
        return Optional.ofNullable(known.get(node.text())).orElseThrow(() -> node.wrong("'" + node.text() + "' is not " + what
                + ". There are: " + String.join(", ", known.keySet()) + "."));
    }

    /** @param asked refuses what no command takes */
    void check(Consumer<Map<String, String>> asked) {
        byName.forEach((name, strategy) -> check(kind + " strategy '" + name + "'", strategy, nodes.get(name), asked));
    }

    /** @param what is asked about, for the complaint @param node where it stands */
    static void check(String what, Strategy strategy, YamlNode node, Consumer<Map<String, String>> asked) {
        strategy.points().forEach(point -> {
            try {
                asked.accept(point);
            } catch (IllegalArgumentException e) {
                YamlNode guilty = guilty(node, e.getMessage());
                throw new MalformedFileException(guilty.file(), "line " + guilty.line(), what + ": " + e.getMessage(), e);
            }
        });
    }

    /** The entry that the complaint names, else the whole. */
    private static YamlNode guilty(YamlNode node, String complaint) {
        return !node.isMap() ? node : node.map().entrySet().stream().filter(entry -> complaint.contains("--" + entry.getKey()))
                .map(Map.Entry::getValue).findFirst().orElse(node);
    }
}
