package dev.headstart.cli;

import dev.headstart.io.DiskException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
            Path folder = Files.createDirectories(kept.get());
            try (Stream<Path> entries = Files.list(folder)) {
                if (entries.findAny().isPresent()) {
                    throw new IllegalArgumentException("The folder " + folder
                            + " is not empty; nothing is ever overwritten. Choose another --out or remove it.");
                }
            }
            return new Workplace(folder, false);
        } catch (IOException e) {
            throw new DiskException("Cannot make a folder to work in", kept.orElse(Path.of(System.getProperty("java.io.tmpdir"))), e);
        }
    }

    Path folder() {
        return folder;
    }

    private void delete() {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException inUse) {
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
