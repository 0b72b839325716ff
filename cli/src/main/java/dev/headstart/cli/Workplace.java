package dev.headstart.cli;

import dev.headstart.io.DiskException;
import dev.headstart.io.FolderTree;
import dev.headstart.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A folder to work in: the user's, which stays, or a temporary one, which is deleted even after Ctrl-C. */
final class Workplace implements AutoCloseable {
    private final Path folder;
    private final boolean temporary;
    private final Thread onExit = new Thread(this::delete, "delete workplace");

    private Workplace(Path folder, boolean temporary) {
        this.folder = folder;
        this.temporary = temporary;
        if (temporary) {
            Runtime.getRuntime().addShutdownHook(onExit);
        }
    }

    /** @throws IllegalArgumentException if the user's folder holds something */
    static Workplace of(Optional<Path> kept) {
        try {
            if (kept.isEmpty()) {
                return new Workplace(Files.createTempDirectory("headstart-"), true);
            }
            RunDirectory.refuseOccupied(kept.get());
            return new Workplace(Files.createDirectories(kept.get()), false);
        } catch (IOException e) {
            throw new DiskException("Cannot make a folder to work in", kept.orElse(Path.of(System.getProperty("java.io.tmpdir"))), e);
        }
    }

    Path folder() {
        return folder;
    }

    private void delete() {
        try {
            FolderTree.delete(folder);
        } catch (DiskException inUse) {
            // a temporary folder: the system clears what is left
        }
    }

    @Override
    public void close() {
        if (temporary) {
            delete();
            Runtime.getRuntime().removeShutdownHook(onExit);
        }
    }
}
