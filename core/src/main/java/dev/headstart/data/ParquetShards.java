package dev.headstart.data;

import dev.headstart.io.Children;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A split in Parquet: {@code train.parquet}, or as Hugging Face's hub has it, {@code train-00000-of-00002.parquet} and so on, or
 * where the hub itself has converted a data set (its revision {@code refs/convert/parquet}), a folder {@code train} with
 * {@code 0000.parquet} and so on.
 *
 * @param files in the order of their numbers
 * @param count how many there should be, by their names
 */
record ParquetShards(List<Path> files, int count) implements SplitSource {
    /** Older files also carry a hash: {@code train-00000-of-00001-a09b74b3ef9c3b56.parquet}. */
    private static final Pattern NAME = Pattern.compile("([a-z]+)(?:-\\d{5}-of-(\\d{5})(?:-[0-9a-f]{16})?)?\\.parquet");
    private static final Pattern CONVERTED = Pattern.compile("\\d{4}\\.parquet");

    /** @return whether the file or folder is this split or a part of it, by its name */
    static boolean holds(Path file, Split split) {
        return isNamed(file, split) || !converted(file, split).isEmpty();
    }

    private static boolean isNamed(Path file, Split split) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches() && split.fileStems().contains(name.group(1)) && Files.isRegularFile(file);
    }

    private static List<Path> converted(Path folder, Split split) {
        return !split.fileStems().contains(folder.getFileName().toString()) ? List.of()
                : Children.of(folder).stream().filter(file -> CONVERTED.matcher(file.getFileName().toString()).matches()).toList();
    }

    /**
     * @param children of a language's folder, sorted by name
     * @return one for all files that say they are parts of one whole
     */
    static List<ParquetShards> among(List<Path> children, Split split) {
        Map<String, List<Path>> wholes = new LinkedHashMap<>();
        children.stream().filter(file -> isNamed(file, split)).forEach(file -> wholes
                .computeIfAbsent(NAME.matcher(file.getFileName().toString()).replaceFirst("$1 $2"), whole -> new ArrayList<>()).add(file));
        List<ParquetShards> shards = new ArrayList<>();
        wholes.forEach((whole, parts) -> {
            String count = whole.substring(whole.indexOf(' ') + 1);
            shards.add(new ParquetShards(parts, count.isEmpty() ? 1 : Integer.parseInt(count)));
        });
        children.stream().map(folder -> converted(folder, split)).filter(parts -> !parts.isEmpty()).forEach(parts -> {
            String last = parts.get(parts.size() - 1).getFileName().toString();
            shards.add(new ParquetShards(parts, Integer.parseInt(last.substring(0, last.indexOf('.'))) + 1));
        });
        return shards;
    }

    @Override
    public Path name() {
        return files.get(0);
    }

    @Override
    public Corpus read(Reading reading, String language, Split split) {
        requireAll();
        List<Sentence> sentences = new ArrayList<>();
        for (Path file : files) {
            sentences.addAll(new TableReader(file, reading).sentences(new ParquetTable(file, reading).read()));
        }
        return new Corpus(language, split, sentences);
    }

    /** A missing part would shorten the corpus without a word. */
    private void requireAll() {
        boolean inOrder = IntStream.range(0, files.size()).allMatch(
                i -> count == 1 || files.get(i).getFileName().toString().matches(String.format(".*-%1$05d-of-.*|%1$04d\\..*", i)));
        if (files.size() != count || !inOrder) {
            throw new IllegalArgumentException(String.format("%s is one of %d parts, of which %s holds %d. Fetch what is missing,"
                    + " or remove what is there twice.", name().getFileName(), count, name().toAbsolutePath().getParent(), files.size()));
        }
    }
}
