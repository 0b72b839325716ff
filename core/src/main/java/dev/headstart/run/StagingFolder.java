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

    /** Deletes what killed processes left of their work on this target, which nobody else is working on now. */
    static void deleteAbandoned(Path target) throws IOException {
        String start = "." + target.getFileName() + ".partial-";
        try (Stream<Path> all = Files.list(target.getParent())) {
            all.filter(path -> isNumbered(path.getFileName().toString(), start)).forEach(StagingFolder::delete);
        }
    }

    private static boolean isNumbered(String name, String start) {
        return name.startsWith(start) && name.substring(start.length()).matches("\\d+(-\\d+)?");
    }

    /** Gives a finished folder a name under which nothing deletes it. @return its path */
    static Path keep(Path folder) throws IOException {
        return Files.move(folder, folder.resolveSibling(folder.getFileName().toString().replace(".partial-", ".result-")));
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
