package dev.headstart.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder with all that is in it and below. */
public final class FolderTree {
    private static final int DELETIONS = 20;

    private FolderTree() {}

    /** @return what is in the folder, each path before the folder that holds it; the folder itself last */
    public static List<Path> deepestFirst(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Deletes it, also when another thread is just adding files to it. @throws DiskException if the disk refuses */
    public static void delete(Path folder) {
        for (int attempt = 1; Files.exists(folder); attempt++) {
            try {
                for (Path path : deepestFirst(folder)) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException e) {
                if (attempt == DELETIONS) {
                    throw new DiskException("Cannot delete", folder, e);
                }
            }
        }
    }
}
