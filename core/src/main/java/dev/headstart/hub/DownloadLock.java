package dev.headstart.hub;

import dev.headstart.io.DiskException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps others from fetching the same blob, at the place where Python's client has its lock. Windows has one kind of lock, and
 * there the two respect each other; on Linux Python takes another kind ({@code flock}), which Java cannot. Nothing but time
 * depends on it: blobs get their names whole and after their hash is checked, and the two write to files of different names.
 */
final class DownloadLock implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    /**
     * Files that this process has open for a lock. The system's locks are the process's: where one thread closes a file, the lock
     * of another on it is lost. So no file is opened twice, in the whole process, which is why this alone is static.
     */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private DownloadLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Waits until the lock is ours. @param waiting called once if it is another's */
    static DownloadLock take(Path file, Patience patience, Runnable waiting) {
        Optional<DownloadLock> lock = tryTake(file);
        if (lock.isEmpty()) {
            waiting.run();
        }
        while (lock.isEmpty()) {
            patience.pause(BETWEEN_LOOKS);
            lock = tryTake(file);
        }
        return lock.get();
    }

    /** @return the lock, if it is nobody's */
    static Optional<DownloadLock> tryTake(Path file) {
        Path real = placed(file);
        if (!OPEN.add(real)) {
            return Optional.empty();
        }
        DownloadLock lock = open(real);
        if (lock.isFree()) {
            return Optional.of(lock);
        }
        lock.close();
        return Optional.empty();
    }

    /** @return the one path that the file has, by which others here know it too */
    private static Path placed(Path file) {
        try {
            return Files.createDirectories(file.getParent()).toRealPath().resolve(file.getFileName());
        } catch (IOException e) {
            throw new DiskException("Cannot write", file, e);
        }
    }

    private static DownloadLock open(Path file) {
        try {
            return new DownloadLock(file, FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        } catch (IOException e) {
            OPEN.remove(file);
            throw new DiskException("Cannot write", file, e);
        }
    }

    /** @return whether it was taken, or could not be since the file system has no locks */
    private boolean isFree() {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException byOtherCodeHere) {
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
        } finally {
            OPEN.remove(file);
        }
    }
}
