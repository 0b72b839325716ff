package dev.headstart.run;

import dev.headstart.hub.Snapshot;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Some languages of one data set, each of which is a source of tasks. A meta data set is made of one or more.
 *
 * @param languages at least one, each once
 */
public record SourceSet(DataConfig data, List<String> languages) {
    /** One source: a language of a data set. */
    record Language(DataConfig data, String code) {}

    public SourceSet {
        languages = List.copyOf(languages);
        if (languages.isEmpty() || languages.stream().anyMatch(String::isBlank)
                || languages.stream().distinct().count() < languages.size()) {
            throw new IllegalArgumentException("The source languages are " + languages
                    + "; give at least one, each once, e.g. --languages en,es.");
        }
    }

    /**
     * @return the sources by name: {@code en} if there is one data set, else {@code wikiann/en} by its folder, or its name on the
     *         hub, which gets a number where two have the same
     */
    static Map<String, Language> byName(List<SourceSet> sets) {
        Map<String, Language> sources = new LinkedHashMap<>();
        Map<String, Integer> folders = new HashMap<>();
        for (SourceSet set : sets) {
            String folder = folder(set.data.directory());
            int number = folders.merge(folder, 1, Integer::sum);
            String prefix = sets.size() == 1 ? "" : (number == 1 ? folder : folder + "-" + number) + "/";
            set.languages.forEach(language -> sources.put(prefix + language, new Language(set.data, language)));
        }
        return sources;
    }

    private static String folder(Path directory) {
        return Snapshot.containing(directory).map(snapshot -> snapshot.repository().shortName()).orElseGet(() -> {
            Path name = directory.toAbsolutePath().normalize().getFileName();
            return name == null ? "data" : name.toString();
        });
    }
}
