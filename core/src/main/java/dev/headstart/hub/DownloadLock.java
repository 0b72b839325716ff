package dev.headstart.hub;

import dev.headstart.io.DiskException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps others from fetching the same blob, at the place where Python's client has its lock. Windows has one kind of lock, and
 * there the two respect each other; on Linux Python takes another kind ({@code flock}), which Java cannot. Nothing but time
 * depends on it: blobs get their names whole and after their hash is checked, and the two write to files of different names.
 */
final class DownloadLock implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Path file;
    private final FileChannel channel;

    private DownloadLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Waits until the lock is ours. @param waiting called once if it is another's */
    static DownloadLock take(Path file, Patience patience, Runnable waiting) {
        boolean told = false;
        FileChannel channel = open(file);
        while (!isFree(channel)) {
            if (!told) {
                waiting.run();
                told = true;
            }
            patience.pause(BETWEEN_LOOKS);
        }
        return new DownloadLock(file, channel);
    }

    /** @return the lock, if it is nobody's */
    static Optional<DownloadLock> tryTake(Path file) {
        FileChannel channel = open(file);
        DownloadLock lock = new DownloadLock(file, channel);
        if (isFree(channel)) {
            return Optional.of(lock);
        }
        lock.close();
        return Optional.empty();
    }

    private static FileChannel open(Path file) {
        try {
            Files.createDirectories(file.getParent());
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new DiskException("Cannot write", file, e);
        }
    }

    /** @return whether it was taken, or could not be since the file system has no locks */
    private static boolean isFree(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException byThisProcess) {
            return false;
        } catch (IOException noLocksHere) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new DiskException("Cannot close", file, e);
        }
    }
}
