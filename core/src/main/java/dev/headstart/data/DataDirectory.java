package dev.headstart.data;

import dev.headstart.io.Children;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * A folder of corpora by language: {@code DIR/LANG/train.tsv}, {@code dev.tsv}, {@code test.tsv}, or
 * {@code DIR/LANG.tar.gz} holding them, as WikiAnn is published. Files may also end in {@code .txt}, {@code .conll},
 * {@code .conllu} or have no extension ({@link TokenPerLineReader} says what is inside), or be tables: {@code .csv},
 * {@code .jsonl}, {@code .tsv} with a header, or {@code .parquet} ({@link Columns} says what is read). Where there is one
 * corpus only, in the folder itself or in a folder {@code data} or {@code default}, it serves whichever language is asked for.
 * {@code hub.DataFiles} fetches files of these names, and by these rules.
 */
public final class DataDirectory {
    private static final String ARCHIVE = ".tar.gz";
    private static final String EXTENSIONS = "[.tsv|.csv|.jsonl|.parquet|.txt|.conll|.conllu]";
    private static final String LAYOUT = "LANG/{train,dev,test}" + EXTENSIONS + " or LANG.tar.gz";

    /** Where a corpus lies that is not said to be of a language. */
    private static final Set<String> UNNAMED = Set.of("", "data", "default");

    private final Path directory;
    private final List<String> names;   // of folders or archives

    private DataDirectory(Path directory, List<String> names) {
        this.directory = directory;
        this.names = names;
    }

    /** @throws IllegalArgumentException if there is no such folder, or no corpus in it */
    public static DataDirectory open(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException(
                    directory + " is not a folder. Give the folder that holds " + LAYOUT + ".");
        }
        List<String> names = List.copyOf(namesIn(directory));
        if (!names.isEmpty()) {
            return new DataDirectory(directory, names);
        }
        if (Children.of(directory).stream().anyMatch(SplitSource::isSplit)) {
            return new DataDirectory(directory, List.of(""));
        }
        throw new IllegalArgumentException("No language found in " + directory + ", which should hold " + LAYOUT + ". Check the path.");
    }

    /** @return codes of the languages there, sorted, each with one split or more; none if one corpus serves whichever is asked for */
    public List<String> languages() {
        return isUnnamed() ? List.of() : names;
    }

    private boolean isUnnamed() {
        return names.size() == 1 && UNNAMED.containsAll(names);
    }

    /** @throws IllegalArgumentException if one corpus would have to serve as several {@code languages} */
    public void requireApart(List<String> languages) {
        if (isUnnamed() && languages.size() > 1) {
            throw new IllegalArgumentException(directory + " has one corpus, which can be of one language only. Choose one of "
                    + String.join(", ", languages) + ", or put each into a folder of its own.");
        }
    }

    private boolean has(String language) {
        return isUnnamed() || names.contains(language);
    }

    /**
     * @throws IllegalArgumentException if there is no such language or split, or if two files claim to be it
     * @throws dev.headstart.io.MalformedFileException if the file is not what its format promises
     */
    public Corpus read(String language, Split split, Reading reading) {
        if (!has(language)) {
            throw new IllegalArgumentException("No language '" + language + "' in " + directory + ". There: "
                    + String.join(", ", names) + ". Choose one of them, or add " + language + "/" + split
                    + ".tsv.");
        }
        return only(language, split, candidates(language, split)).read(reading, language, split);
    }

    /** @return whether {@link #read} would find a file */
    public boolean has(String language, Split split) {
        return has(language) && !candidates(language, split).isEmpty();
    }

    /** @return how many sentences the split was published with, where a README.md here or in the language's folder says so */
    public OptionalLong published(String language, Split split) {
        OptionalLong ofAll = DataCard.in(directory).sentences(language, split);
        return ofAll.isPresent() ? ofAll : DataCard.in(folder(language)).sentences(language, split);
    }

    private SplitSource only(String language, Split split, List<SplitSource> candidates) {
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("No " + split + " split of '" + language + "' in " + directory
                    + ": looked for " + folder(language).resolve(split + EXTENSIONS)
                    + (isUnnamed() ? "" : " and in " + language + ARCHIVE + ". Languages there: " + String.join(", ", names))
                    + ". Add the file, or choose another split.");
        }
        if (candidates.size() > 1) {
            throw new IllegalArgumentException("The " + split + " split of '" + language + "' could be "
                    + candidates.get(0).name() + " or " + candidates.get(1).name() + ". Remove one of them.");
        }
        return candidates.get(0);
    }

    private List<SplitSource> candidates(String language, Split split) {
        List<SplitSource> candidates = new ArrayList<>();
        Path folder = folder(language);
        Children.of(folder).stream().filter(file -> SplitFile.holds(file, split)).map(SplitFile::read).forEach(candidates::add);
        candidates.addAll(ParquetShards.among(Children.of(folder), split));
        Path archive = directory.resolve(name(language) + ARCHIVE);
        if (Files.isRegularFile(archive)) {
            candidates.addAll(SplitFile.unpack(archive, split));
        }
        return candidates;
    }

    private Path folder(String language) {
        return directory.resolve(name(language));
    }

    private String name(String language) {
        return isUnnamed() ? names.get(0) : language;
    }

    private static TreeSet<String> namesIn(Path directory) {
        TreeSet<String> names = new TreeSet<>();
        for (Path child : Children.of(directory)) {
            String name = child.getFileName().toString();
            if (Children.of(child).stream().anyMatch(SplitSource::isSplit)) {
                names.add(name);
            } else if (name.endsWith(ARCHIVE) && !name.startsWith(".") && Files.isRegularFile(child)) {
                names.add(name.substring(0, name.length() - ARCHIVE.length()));
            }
        }
        return names;
    }
}
