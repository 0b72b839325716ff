package dev.headstart.run;

import dev.headstart.io.DiskException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder in which a run works before it has its name: hidden, beside the target, so that a rename suffices. */
final class StagingFolder {
    private static final int DELETIONS = 20;

    private StagingFolder() {}

    /** @return a new folder {@code .NAME.partial-PID}, numbered if a killed process of the same id left one */
    static Path create(Path target) throws IOException {
        Files.createDirectories(target.getParent());
        String name = "." + target.getFileName() + ".partial-" + ProcessHandle.current().pid();
        for (int attempt = 1; ; attempt++) {
            try {
                return Files.createDirectory(target.resolveSibling(attempt == 1 ? name : name + "-" + attempt));
            } catch (FileAlreadyExistsException taken) {
                continue;   // containers give the same process id again and again
            }
        }
    }

    /** Brings every file and folder in it to the disk, so that a power cut after the rename loses nothing. */
    static void synchronise(Path folder) throws IOException {
        for (Path path : contents(folder)) {
            if (Files.isRegularFile(path) || folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
        }
    }

    /** Deletes the folder, also when another thread is just adding files to it. */
    static void delete(Path folder) {
        for (int attempt = 1; Files.exists(folder); attempt++) {
            try {
                for (Path path : contents(folder)) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException e) {
                if (attempt == DELETIONS) {
                    throw new DiskException("Cannot delete", folder, e);
                }
            }
        }
    }

    /** @return what is in the folder, each path before the folder that holds it; the folder itself last */
    private static List<Path> contents(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
