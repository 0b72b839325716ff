package dev.headstart.run;

import dev.headstart.io.LockFile;
import java.io.IOException;
import java.nio.file.Path;

/** The right to work on a target, which one run has at a time: a lock on the hidden file {@code .NAME.lock} beside it. */
final class TargetLock implements AutoCloseable {
    private final LockFile lock;

    private TargetLock(LockFile lock) {
        this.lock = lock;
    }

    /** @throws IllegalArgumentException if another run has it */
    static TargetLock take(Path target) throws IOException {
        Path file = target.resolveSibling("." + target.getFileName() + ".lock");
        return new TargetLock(LockFile.tryTake(file, LockFile.WithoutLocks.FAIL).orElseThrow(() -> new IllegalArgumentException(
                "Another run is working on " + target + ": it holds the lock " + file + ". Wait for it, or choose another --out.")));
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            lock.delete();
        }
    }
}
