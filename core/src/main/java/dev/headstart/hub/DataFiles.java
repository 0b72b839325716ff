package dev.headstart.hub;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The splits of some languages, where a repository has a folder for each: {@code LANG/train-00000-of-00001.parquet},
 * {@code LANG/validation.tsv} and so on, {@code LANG/train/0000.parquet} as the hub converts, or {@code LANG.tar.gz}; perhaps all of it
 * in a folder. The one that lies highest counts. With them comes the README.md that says of what size they should be.
 *
 * @param languages which; none: all
 */
public record DataFiles(List<String> languages) implements Selection {
    private static final int SHOWN = 20;
    private static final String CARD = "README.md";
    private static final Pattern SPLIT = Pattern.compile("(?<folder>(?:.+/)?)(?:(?<language>[^/]+)/(?:train|dev|validation|test)"
            + "(?:-[0-9]+-of-[0-9]+)?(?:\\.(?:parquet|tsv|csv|jsonl|txt|conll|conllu)|/[0-9]{4}\\.parquet)?|(?<archive>[^/]+)\\.tar\\.gz)");

    public DataFiles {
        languages = List.copyOf(languages);
    }

    private record Found(String path, String folder, String language) {
        static Stream<Found> in(String path) {
            Matcher split = SPLIT.matcher(path);
            return split.matches() ? Stream.of(new Found(path, split.group("folder"),
                    Optional.ofNullable(split.group("language")).orElse(split.group("archive")))) : Stream.empty();
        }
    }

    @Override
    public List<String> of(List<String> files, String where) {
        List<Found> found = highest(files);
        TreeSet<String> there = found.stream().map(Found::language).collect(Collectors.toCollection(TreeSet::new));
        if (there.isEmpty()) {
            throw new HubException(where + " has no files like LANG/train-00000-of-00001.parquet or LANG/train.tsv. Convert it to "
                    + "DIR/LANG/{train,dev,test}.tsv and give DIR.");
        }
        for (String language : languages) {
            if (!there.contains(language)) {
                throw new HubException(where + " has no language '" + language + "'. There: " + there.stream().limit(SHOWN)
                        .collect(Collectors.joining(", ")) + (there.size() > SHOWN ? " and " + (there.size() - SHOWN) + " more" : "")
                        + ". Choose one of them.");
            }
        }
        Stream<String> card = Stream.of(found.get(0).folder() + CARD).filter(files::contains);
        return Stream.concat(card, found.stream().filter(file -> languages.isEmpty() || languages.contains(file.language()))
                .map(Found::path)).toList();
    }

    /** @return the folder in the repository that holds the languages, ending in a slash; empty at the top, or if there are none */
    String folder(List<String> files) {
        return highest(files).stream().map(Found::folder).findFirst().orElse("");
    }

    /** @return what lies in the highest folder that has all the languages, or in the highest of all */
    private List<Found> highest(List<String> files) {
        Map<String, List<Found>> byFolder = files.stream().flatMap(Found::in).collect(Collectors.groupingBy(Found::folder,
                () -> new TreeMap<>(Comparator.<String>comparingInt(folder -> folder.split("/").length).thenComparing(folder -> folder)),
                Collectors.toList()));
        return byFolder.values().stream().filter(this::hasAllLanguages).findFirst()
                .orElseGet(() -> byFolder.values().stream().findFirst().orElse(List.of()));
    }

    private boolean hasAllLanguages(List<Found> files) {
        return files.stream().map(Found::language).collect(Collectors.toSet()).containsAll(languages);
    }
}
