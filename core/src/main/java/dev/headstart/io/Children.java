package dev.headstart.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What lies in a folder. */
public final class Children {
    private Children() {}

    /**
     * @return files and folders in {@code folder} itself, sorted; none if there is no such folder
     * @throws DiskException if it cannot be read
     */
    public static List<Path> of(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        } catch (IOException e) {
            throw new DiskException("Cannot list", folder, e);
        }
    }
}
