package dev.headstart.experiment;

import dev.headstart.hub.HubException;
import dev.headstart.io.DiskException;
import dev.headstart.io.MalformedFileException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A part of a YAML file that knows its line, so that every complaint can name it. Scalars are text: who asks knows their type. */
record YamlNode(Path file, Node node) {
    /** @return names of keys, in this order: complaints list them */
    static Set<String> keys(String... names) {
        return new LinkedHashSet<>(List.of(names));
    }

    /** @throws MalformedFileException if it is not well-formed YAML, or empty */
    static YamlNode read(Path file) {
        try {
            String text = Files.readString(file);
            Node root = new Compose(LoadSettings.builder().setLabel(file.toString()).build()).composeString(text)
                    .orElseThrow(() -> new MalformedFileException(file, "", "it is empty. Start from one of experiments/*.yaml."));
            return new YamlNode(file, root);
        } catch (CharacterCodingException e) {
            throw new MalformedFileException(file, "", "it is not UTF-8. Save it as UTF-8.", e);
        } catch (MarkedYamlEngineException e) {
            String where = e.getProblemMark().map(mark -> "line " + (mark.getLine() + 1)).orElse("");
            throw new MalformedFileException(file, where, "it is not well-formed YAML: " + e.getProblem() + ".", e);
        } catch (YamlEngineException e) {
            throw new MalformedFileException(file, "", "it is not well-formed YAML: " + e.getMessage() + ".", e);
        } catch (IOException e) {
            throw new DiskException("Cannot read", file, e);
        }
    }

    /** @return from 1 */
    int line() {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    /** @param why what is wrong, what was expected, what to do */
    MalformedFileException wrong(String why) {
        return new MalformedFileException(file, "line " + line(), why);
    }

    /** @return {@code make}'s result, which may refuse; then the complaint gets file and line, unless it has those of a part of this */
    <T> T checked(Function<YamlNode, T> make) {
        try {
            return make.apply(this);
        } catch (IllegalArgumentException | MalformedFileException | HubException e) {
            if (e instanceof MalformedFileException && e.getMessage().startsWith(file + ", line ")) {
                throw e;
            }
            throw new MalformedFileException(file, "line " + line(), e.getMessage(), e);
        }
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    String text() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw wrong("a single value is expected here, not a " + (isMap() ? "mapping" : "list") + ".");
    }

    double number() {
        try {
            return Double.parseDouble(text());
        } catch (NumberFormatException e) {
            throw wrong("'" + text() + "' is not a number.");
        }
    }

    long wholeNumber() {
        try {
            return Long.parseLong(text());
        } catch (NumberFormatException e) {
            throw wrong("'" + text() + "' is not a whole number.");
        }
    }

    /** @return its members; a single value counts as a list of one */
    List<YamlNode> list() {
        return node instanceof SequenceNode sequence
                ? sequence.getValue().stream().map(each -> new YamlNode(file, each)).toList() : List.of(this);
    }

    /** @return every key once */
    Map<String, YamlNode> map() {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong("a mapping (key: value) is expected here.");
        }
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            YamlNode key = new YamlNode(file, tuple.getKeyNode());
            if (entries.put(key.text(), new YamlNode(file, tuple.getValueNode())) != null) {
                throw key.wrong("'" + key.text() + "' is there twice. Remove one.");
            }
        }
        return entries;
    }

    /** @return the same, with no other keys than these */
    Map<String, YamlNode> map(Set<String> known) {
        Map<String, YamlNode> entries = map();
        if (node instanceof MappingNode mapping) {
            mapping.getValue().stream().map(tuple -> new YamlNode(file, tuple.getKeyNode())).filter(key -> !known.contains(key.text()))
                    .findFirst().ifPresent(key -> {
                        throw key.wrong("'" + key.text() + "' is not known here. There are: " + String.join(", ", known) + ".");
                    });
        }
        return entries;
    }

    /** @param entries of this mapping */
    YamlNode required(Map<String, YamlNode> entries, String name) {
        return Optional.ofNullable(entries.get(name)).orElseThrow(() -> wrong("'" + name + "' is missing here. Add it."));
    }

    /** @return the numbers of a mapping, in its order */
    Map<String, Double> numbers() {
        Map<String, Double> numbers = new LinkedHashMap<>();
        map().forEach((key, value) -> numbers.put(key, value.number()));
        return numbers;
    }

    /** @param what they are, for the error */
    <E extends Enum<E>> E oneOf(List<E> all, String what) {
        return all.stream().filter(each -> each.name().toLowerCase(Locale.ROOT).equals(text())).findFirst()
                .orElseThrow(() -> wrong("'" + text() + "' is not " + what + ". There are: "
                        + all.stream().map(each -> each.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", ")) + "."));
    }
}
