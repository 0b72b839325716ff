package dev.headstart.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A claim that has one owner at a time, among the threads of this process and all processes: the system's lock on a file. The
 * system gives it up for a process that dies, however it dies.
 */
public final class LockFile implements AutoCloseable {
    /** What to do where the file system has no locks. */
    public enum WithoutLocks {
        FAIL,
        /** Only the threads of this process keep each other out. */
        GO_ON
    }

    private enum Found { OURS, ANOTHERS, DELETED }

    /**
     * Files that this process has open for a lock. POSIX's locks are the process's: where one thread closes a file, the lock
     * of another on it is lost. So only one thread opens a file, in the whole process, which is why this alone is static.
     */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final List<FileChannel> channels = new ArrayList<>();
    private FileLock held;   // Java's table of locks forgets those that nobody refers to

    private LockFile(Path file) {
        this.file = file;
    }

    /**
     * Makes the file, and the folder it lies in, if they are not there.
     *
     * @return empty if it is another's
     * @throws IOException if the disk refuses
     */
    public static Optional<LockFile> tryTake(Path file, WithoutLocks policy) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent()).toRealPath();
        Path known = folder.resolve(file.getFileName());   // the one path by which others here know it too
        if (!OPEN.add(known)) {
            return Optional.empty();
        }
        Optional<LockFile> taken = Optional.empty();
        try {
            taken = tryTakeAlone(known, policy);
            return taken;
        } finally {
            if (taken.isEmpty()) {
                OPEN.remove(known);
            }
        }
    }

    private static Optional<LockFile> tryTakeAlone(Path file, WithoutLocks policy) throws IOException {
        while (true) {
            LockFile lock = new LockFile(file);
            Found found = Found.ANOTHERS;
            try {
                found = lock.tryLock(policy);
            } finally {
                if (found != Found.OURS) {
                    lock.closeChannels();
                }
            }
            if (found != Found.DELETED) {
                return found == Found.OURS ? Optional.of(lock) : Optional.empty();
            }
        }
    }

    private Found tryLock(WithoutLocks policy) throws IOException {
        FileChannel channel = open(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            held = channel.tryLock();
            if (held == null) {
                return Found.ANOTHERS;
            }
            return isNamed() ? Found.OURS : Found.DELETED;
        } catch (OverlappingFileLockException byOtherCodeHere) {
            return Found.ANOTHERS;
        } catch (IOException noLocksHere) {
            if (policy == WithoutLocks.FAIL) {
                throw noLocksHere;
            }
            return Found.OURS;
        }
    }

    /**
     * The owner before may have deleted the file after this one opened it, and the next have made another of that name. Java
     * cannot ask which file a channel has, but refuses a second lock on a file that it holds one on.
     */
    private boolean isNamed() throws IOException {
        try {
            open(StandardOpenOption.WRITE).tryLock();   // stays open beside the first, whose lock would go with it
            return false;
        } catch (OverlappingFileLockException thisVeryFile) {
            return true;
        } catch (NoSuchFileException deleted) {
            return false;
        }
    }

    private FileChannel open(OpenOption... options) throws IOException {
        FileChannel channel = FileChannel.open(file, options);
        channels.add(channel);
        return channel;
    }

    /** Deletes the file, which only its owner may: while it is held, so that nobody deletes another's. */
    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    private void closeChannels() throws IOException {
        for (FileChannel channel : channels) {
            channel.close();
        }
    }

    @Override
    public void close() {
        try {
            closeChannels();
        } catch (IOException e) {
            throw new DiskException("Cannot unlock", file, e);
        } finally {
            OPEN.remove(file);
        }
    }
}
