package dev.headstart.data;

import dev.headstart.io.Utf8Lines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the README.md of a data set on Hugging Face's hub says of its size. At its top, between two lines of dashes, stands YAML
 * that the library datasets writes: for every configuration (of WikiAnn, a language) its splits, one key a line. Only this form
 * is understood; in any other, nothing is found.
 *
 * @param examples by configuration and name of the split
 */
record DataCard(Map<String, Map<String, Long>> examples) {
    private static final String FENCE = "---";
    /** The configuration of data sets that have only one. */
    private static final String DEFAULT = "default";
    private static final Pattern ENTRY = Pattern.compile("[\\s-]*(config_name|name|num_examples):\\s*['\"]?([^'\"\\s]+)['\"]?\\s*");

    /** @param folder in which the file may be */
    static DataCard in(Path folder) {
        Path file = folder.resolve("README.md");
        List<String> lines = Files.isRegularFile(file) ? Utf8Lines.read(file) : List.of();
        int end = lines.isEmpty() || !lines.get(0).equals(FENCE) ? 0 : lines.subList(1, lines.size()).indexOf(FENCE) + 1;
        return new DataCard(examples(lines.subList(0, end)));
    }

    private static Map<String, Map<String, Long>> examples(List<String> yaml) {
        Map<String, Map<String, Long>> examples = new HashMap<>();
        String configuration = DEFAULT;
        String name = "";
        for (String line : yaml) {
            Matcher entry = ENTRY.matcher(line);
            if (!entry.matches()) {
                continue;
            }
            if (entry.group(1).equals("config_name")) {
                configuration = entry.group(2);
            } else if (entry.group(1).equals("name")) {
                name = entry.group(2);
            } else if (entry.group(2).matches("\\d{1,18}")) {
                examples.computeIfAbsent(configuration, any -> new HashMap<>()).put(name, Long.parseLong(entry.group(2)));
            }
        }
        return examples;
    }

    /** @return how many sentences the split was published with */
    OptionalLong sentences(String language, Split split) {
        Map<String, Long> splits = examples.getOrDefault(language, examples.getOrDefault(DEFAULT, Map.of()));
        return split.fileStems().stream().filter(splits::containsKey).mapToLong(splits::get).findFirst();
    }
}
