package dev.headstart.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.hub.DataFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is fetched from the hub and what is read has the same names, though neither package knows the other. */
class SplitNamesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"train", "train.tsv", "dev.csv", "validation.jsonl", "test.txt", "test.conll", "test.conllu", "train.parquet",
            "train-00000-of-00001.parquet", "train-00000-of-00001-a09b74b3ef9c3b56.parquet", "train/0000.parquet"})
    void aSplitIsFetchedAndRead(String name) throws IOException {
        assertThat(isFetched(name)).isTrue();
        assertThat(isRead(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"train.json", "train.zip", "training.tsv", "train-0-of-1.parquet", "train-00000-of-00001.tsv",
            "train-00000-of-00001-a09b.parquet", "train/00000.parquet", "partial-train/0000.parquet", "Train.tsv"})
    void whatIsNoneIsNeither(String name) throws IOException {
        assertThat(isFetched(name)).isFalse();
        assertThat(isRead(name)).isFalse();
    }

    private static boolean isFetched(String name) {
        return new DataFiles(List.of()).of(List.of("en/train.parquet", "en/" + name), "x").contains("en/" + name);
    }

    private boolean isRead(String name) throws IOException {
        Path file = folder.resolve("en").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        return SplitSource.isSplit(folder.resolve("en").resolve(name.replaceFirst("/.*", "")));
    }
}
