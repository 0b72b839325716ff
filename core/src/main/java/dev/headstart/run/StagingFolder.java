package dev.headstart.run;

import dev.headstart.io.FolderTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/** The folder in which a run works before it has its name: hidden, beside the target, so that a rename suffices. */
final class StagingFolder {
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
            all.filter(path -> isNumbered(path.getFileName().toString(), start)).forEach(FolderTree::delete);
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
        for (Path path : FolderTree.deepestFirst(folder)) {
            if (Files.isRegularFile(path) || folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
        }
    }
}
