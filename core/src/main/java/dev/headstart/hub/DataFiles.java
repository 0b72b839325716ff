package dev.headstart.hub;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The splits of some languages, where a repository has a folder for each: {@code LANG/train-00000-of-00001.parquet},
 * {@code LANG/validation.tsv} and so on, {@code LANG/train/0000.parquet} as the hub converts, or {@code LANG.tar.gz}; perhaps all of it
 * in a folder. The one that lies highest counts. Where there is one corpus only, at the top or in a folder {@code data} or
 * {@code default}, it serves whichever language is asked for. With them comes the README.md that says of what size they should be.
 * {@code data.DataDirectory} reads files of these names, and by these rules.
 *
 * @param languages which; none: all
 */
public record DataFiles(List<String> languages) implements Selection {
    private static final int SHOWN = 20;
    private static final String CARD = "README.md";
    /** Where a corpus lies that is not said to be of a language. */
    private static final Set<String> UNNAMED = Set.of("", "data", "default");
    private static final Pattern SPLIT = Pattern.compile("(?:(?<folder>(?:.+/)?)(?<language>[^/]+)/)?(?:train|dev|validation|test)"
            + "(?:\\.(?:tsv|csv|jsonl|txt|conll|conllu)|(?:-\\d{5}-of-\\d{5}(?:-[0-9a-f]{16})?)?\\.parquet|/\\d{4}\\.parquet)?");
    private static final Pattern ARCHIVE = Pattern.compile("(?<folder>(?:.+/)?)(?<language>[^/]+)\\.tar\\.gz");

    public DataFiles {
        languages = List.copyOf(languages);
    }

    private record Found(String path, String folder, String language) {
        static Stream<Found> in(String path) {
            return Stream.of(SPLIT, ARCHIVE).map(pattern -> pattern.matcher(path)).filter(Matcher::matches).map(split -> new Found(path,
                    Objects.requireNonNullElse(split.group("folder"), ""), Objects.requireNonNullElse(split.group("language"), "")));
        }
    }

    @Override
    public List<String> of(List<String> files, String where) {
        List<Found> found = highest(files);
        if (found.isEmpty()) {
            throw new HubException(where + " has no files like LANG/train-00000-of-00001.parquet or LANG/train.tsv. Try "
                    + where.replaceFirst("@.*", "") + "@refs/convert/parquet, which is the hub's own conversion; if there is none, "
                    + "convert it to DIR/LANG/{train,dev,test}.tsv and give DIR.");
        }
        requireLanguages(found, where);
        Stream<String> card = Stream.of(found.get(0).folder() + CARD).filter(files::contains);
        boolean all = languages.isEmpty() || isUnnamed(names(found));
        return Stream.concat(card, found.stream().filter(file -> all || languages.contains(file.language())).map(Found::path)).toList();
    }

    private void requireLanguages(List<Found> found, String where) {
        TreeSet<String> there = names(found);
        if (hasAllLanguages(found)) {
            return;
        }
        if (isUnnamed(there)) {
            throw new HubException(where + " has one corpus, which can be of one language only. Choose one of "
                    + String.join(", ", languages) + ".");
        }
        String missing = languages.stream().filter(language -> !there.contains(language)).findFirst().orElseThrow();
        throw new HubException(where + " has no language '" + missing + "'. There: " + there.stream().limit(SHOWN)
                .collect(Collectors.joining(", ")) + (there.size() > SHOWN ? " and " + (there.size() - SHOWN) + " more" : "")
                + ". Choose one of them.");
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
        TreeSet<String> there = names(files);
        return there.containsAll(languages) || (isUnnamed(there) && languages.size() == 1);
    }

    /** @return languages that have names; else what has none */
    private static TreeSet<String> names(List<Found> files) {
        TreeSet<String> names = files.stream().map(Found::language).collect(Collectors.toCollection(TreeSet::new));
        if (names.size() > 1) {
            names.remove("");
        }
        return names;
    }

    private static boolean isUnnamed(Set<String> there) {
        return there.size() == 1 && UNNAMED.containsAll(there);
    }
}
