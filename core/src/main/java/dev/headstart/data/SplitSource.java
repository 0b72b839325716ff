package dev.headstart.data;

import java.nio.file.Path;
import java.util.Arrays;

/** What one split of one language is read from. */
sealed interface SplitSource permits SplitFile, ParquetShards {
    /** @return whether the file is, or is a part of, one of the three splits, by its name */
    static boolean isSplit(Path file) {
        return Arrays.stream(Split.values())
                .anyMatch(split -> SplitFile.holds(file, split) || ParquetShards.holds(file, split));
    }

    /** @return path of the file, or of the first of several */
    Path name();

    /** @throws dev.headstart.io.MalformedFileException if it is not what its format promises */
    Corpus read(Reading reading, String language, Split split);
}
