package dev.headstart.hub;

import dev.headstart.io.DiskException;
import dev.headstart.io.LockFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps others from fetching the same blob, at the place where Python's client has its lock. Windows has one kind of lock, and
 * there the two respect each other; on Linux Python takes another kind ({@code flock}), which Java cannot. Nothing but time
 * depends on it: blobs get their names whole and after their hash is checked, and the two write to files of different names.
 */
final class DownloadLock {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private DownloadLock() {}

    /** Waits until the lock is ours. @param waiting called once if it is another's */
    static LockFile take(Path file, Patience patience, Runnable waiting) {
        Optional<LockFile> lock = tryTake(file);
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
    static Optional<LockFile> tryTake(Path file) {
        try {
            return LockFile.tryTake(file, LockFile.WithoutLocks.GO_ON);
        } catch (IOException e) {
            throw new DiskException("Cannot write", file, e);
        }
    }
}
