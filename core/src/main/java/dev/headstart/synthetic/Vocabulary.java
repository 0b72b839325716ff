package dev.headstart.synthetic;

import dev.headstart.data.Split;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The words that may fill the slots of one split.
 *
 * @param names   this split's names of each type, in lists that are equally likely to be drawn from
 * @param fillers word lists, the same for all splits
 */
record Vocabulary(Map<EntityType, List<List<String>>> names, Map<String, List<String>> fillers) {

    static Vocabulary of(Material material, Split split) {
        Map<EntityType, List<List<String>>> names = new EnumMap<>(EntityType.class);
        for (EntityType type : EntityType.values()) {
            names.put(type, material.names(type, split));
        }
        return new Vocabulary(names, material.fillers());
    }
}
