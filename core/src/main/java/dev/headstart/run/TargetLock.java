package dev.headstart.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to work on a target, which one run has at a time: a lock on the hidden file {@code .NAME.lock} beside it. The
 * system gives it up for a process that dies.
 */
final class TargetLock implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;

    private TargetLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** @throws IllegalArgumentException if another run has it */
    static TargetLock take(Path target) throws IOException {
        Path file = target.resolveSibling("." + target.getFileName() + ".lock");
        while (true) {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new IllegalArgumentException("Another run is working on " + target + ": it holds the lock " + file
                        + ". Wait for it, or choose another --out.");
            }
            if (Files.exists(file)) {
                return new TargetLock(file, channel);
            }
            channel.close();   // the one before deleted the file just when this one had opened it
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);   // while the lock is held, so that nobody deletes another's
        channel.close();
    }
}
