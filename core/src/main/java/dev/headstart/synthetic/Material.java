package dev.headstart.synthetic;

import dev.headstart.data.Split;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * What the sentences of one language are made of, as its file has it.
 *
 * @param patterns sentence patterns; every slot is served by {@code names} or {@code fillers}
 * @param names    the listed names of each type, of all splits, words joined by single blanks
 * @param composed for each type, and each form of it such as {@code {given} {family}}, all names of that form
 * @param fillers  lists of words that are no names, by the name of their section
 */
record Material(List<List<Part>> patterns, Map<EntityType, List<String>> names,
        Map<EntityType, List<List<String>>> composed, Map<String, List<String>> fillers) {

    Material {
        patterns = List.copyOf(patterns);
        names = Map.copyOf(names);
        composed = Map.copyOf(composed);
        fillers = Map.copyOf(fillers);
    }

    /** @return the names of a type that sentences of {@code split} may use: the listed ones, then those of each form */
    List<List<String>> names(EntityType type, Split split) {
        return Stream.concat(Stream.of(names.get(type)), composed.get(type).stream())
                .map(list -> only(split, list))
                .filter(list -> !list.isEmpty())
                .toList();
    }

    /** @return the listed names of a type that sentences of {@code split} may use */
    List<String> listed(EntityType type, Split split) {
        return only(split, names.get(type));
    }

    private static List<String> only(Split split, List<String> names) {
        return names.stream().filter(name -> splitOf(name) == split).toList();
    }

    /**
     * The split a name belongs to: about 60 % train, 20 % dev, 20 % test, by the CRC-32 of its spelling. The spelling
     * alone decides, so a name that has two types or occurs in two languages is on the same side in all of them, and
     * adding a name to a file never moves another.
     */
    static Split splitOf(String name) {
        CRC32 checksum = new CRC32();
        checksum.update(name.getBytes(StandardCharsets.UTF_8));
        return switch ((int) (checksum.getValue() % 5)) {
            case 3 -> Split.DEV;
            case 4 -> Split.TEST;
            default -> Split.TRAIN;
        };
    }
}
