package dev.headstart.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A folder of things that were costly to compute, found again by what they were computed from. Several processes may use
 * one folder: an entry appears whole or not at all, and of two writers of one key the later one's equal content stays. What
 * is damaged counts as absent. The folder may be deleted at any time.
 *
 * <p>A store never makes its user fail: if the disk refuses, it warns once and from then on neither finds nor keeps anything.
 */
public final class Store {
    static final String EXTENSION = ".entry";

    private final Path folder;
    private final long limit;
    private final Consumer<String> warnings;
    private volatile boolean usable = true;

    /**
     * @param folder   made when there is something to keep
     * @param limit    most bytes to keep; beyond it the entries go that were not used for longest
     * @param warnings told in a line what does not work
     */
    public Store(Path folder, long limit, Consumer<String> warnings) {
        if (limit < 0) {
            throw new IllegalArgumentException("The limit of the cache is " + limit + " bytes; it must be at least 0.");
        }
        this.folder = folder;
        this.limit = limit;
        this.warnings = warnings;
    }

    /** @return the whole content of the entry, to be closed by the caller; it is not removed before that */
    public Optional<DiskBytes> find(StoreKey key) {
        Path file = folder.resolve(key.fileName());
        if (!usable || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            markUsed(file);
            return open(file, key);
        } catch (NoSuchFileException removedMeanwhile) {
            return Optional.empty();
        } catch (IOException e) {
            giveUp("read", e);
            return Optional.empty();
        }
    }

    private static Optional<DiskBytes> open(Path file, StoreKey key) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Optional<DiskBytes> content = Optional.empty();
        try {
            lock(channel);
            content = StoreFormat.read(channel, key);
            return content;
        } finally {
            if (content.isEmpty()) {
                channel.close();
            }
        }
    }

    /** Keeps others from removing the file; where the file system has no locks, a reader keeps what it has opened anyway. */
    private static void lock(FileChannel channel) {
        try {
            channel.tryLock(0, Long.MAX_VALUE, true);
        } catch (OverlappingFileLockException | IOException alreadyOursOrUnsupported) {
            return;
        }
    }

    /** Before the lock is taken: Java opens the file for this, and where it closes a file, all this process's locks go. */
    private static void markUsed(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException readOnly) {
            return;   // then nothing is removed either
        }
    }

    /**
     * Keeps something, in place of what is there under that key.
     *
     * @param bytes how many {@code body} will write
     * @return whether it is kept; if not, what {@code body} did may have been cut short or not begun
     */
    public boolean put(StoreKey key, long bytes, ByteSink.Body body) {
        long size = StoreFormat.fileSize(key, bytes);
        if (!usable || !fits(key, size)) {
            return false;
        }
        try {
            Files.createDirectories(folder);
            if (!StoreCleaner.makeRoom(folder, limit - size)) {
                return false;
            }
            AtomicFile.write(folder.resolve(key.fileName()), channel -> StoreFormat.write(channel, key, bytes, body));
            return true;
        } catch (IOException e) {
            giveUp("write to", e);
            return false;
        }
    }

    private boolean fits(StoreKey key, long size) {
        if (size > limit) {
            warnings.accept("Not cached: the " + key.kind() + " take " + size + " bytes, the limit of the cache is " + limit
                    + ". Raise --cache-limit.");
        }
        return size <= limit;
    }

    private void giveUp(String action, IOException e) {
        usable = false;
        warnings.accept("Going on without the cache: cannot " + action + " " + folder + ": " + DiskException.reason(e));
    }
}
