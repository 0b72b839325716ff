package dev.headstart.run;

import dev.headstart.io.JsonText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that determines a run: two with equal settings end in the same bits.
 *
 * @param byName values as results show them, by the path of names that leads to them, e.g. {@code outer.rate}
 */
record Settings(SortedMap<String, String> byName) {
    static final Settings NONE = new Settings(new TreeMap<>());
    private static final int SHOWN = 5;

    Settings {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    }

    /** @param config a record @param without names of its components that determine nothing */
    static Settings of(Object config, Set<String> without) {
        SortedMap<String, String> found = new TreeMap<>();
        collect("", ((ObjectNode) JsonText.tree(config)).remove(without), found);
        return new Settings(found);
    }

    private static void collect(String path, JsonNode node, Map<String, String> found) {
        if (node.isValueNode()) {
            found.put(path, node.isNull() ? "none" : node.asString());
        } else if (node.isObject()) {
            node.properties().forEach(one -> collect(path.isEmpty() ? one.getKey() : path + "." + one.getKey(), one.getValue(), found));
        } else {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "." + (i + 1), node.get(i), found);
            }
        }
    }

    Settings and(Map<String, String> more) {
        SortedMap<String, String> all = new TreeMap<>(byName);
        all.putAll(more);
        return new Settings(all);
    }

    /** @return e.g. {@code seed is 1 there and 2 here}; empty if there is no difference */
    String differencesHereFrom(Settings there) {
        Set<String> names = new TreeSet<>(byName.keySet());
        names.addAll(there.byName.keySet());
        List<String> different = new ArrayList<>();
        for (String name : names) {
            String own = byName.getOrDefault(name, "absent");
            String other = there.byName.getOrDefault(name, "absent");
            if (!own.equals(other)) {
                different.add(name + " is " + other + " there and " + own + " here");
            }
        }
        String rest = different.size() > SHOWN ? ", and " + (different.size() - SHOWN) + " more" : "";
        return String.join(", ", different.subList(0, Math.min(SHOWN, different.size()))) + rest;
    }
}
