package dev.headstart.hub;

import dev.headstart.io.AtomicFile;
import dev.headstart.io.DiskException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A content that is growing on disk, perhaps since an earlier run. What the disk refuses is a {@link DiskException}, so that it
 * is not taken for a failure of the network, after which one tries again.
 */
final class Partial implements AutoCloseable {
    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }

    private final Path path;
    private final FileChannel channel;

    /** @param path of the file, which may hold the beginning already */
    Partial(Path path) {
        this.path = path;
        channel = onDisk("Cannot write", () -> FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        onDisk("Cannot write", () -> channel.position(channel.size()));
    }

    private <T> T onDisk(String action, Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new DiskException(action, path, e);
        }
    }

    /** @return bytes that are here */
    long size() {
        return onDisk("Cannot read", channel::size);
    }

    /** @throws DiskException if the disk has less than {@code bytes} free */
    void requireRoom(long bytes) {
        long free = onDisk("Cannot look at", () -> Files.getFileStore(path).getUsableSpace());
        if (bytes > free) {
            throw new DiskException("Cannot write", path, new IOException("it needs " + bytes + " more bytes, but only " + free
                    + " are free. Free some, or choose another folder with HF_HUB_CACHE"));
        }
    }

    void append(byte[] bytes, int count) {
        onDisk("Cannot write", () -> {
            AtomicFile.writeFully(channel, ByteBuffer.wrap(bytes, 0, count));
            return count;
        });
    }

    /** Throws away what is here. */
    void restart() {
        onDisk("Cannot write", () -> channel.truncate(0));
    }

    boolean matches(ContentHash hash) {
        return hash.matches(path);
    }

    /** Brings all to the disk, and gives it its name. */
    void complete(Path target) {
        onDisk("Cannot write", () -> {
            channel.force(true);
            return Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        });
    }

    void delete() {
        onDisk("Cannot delete", () -> Files.deleteIfExists(path));
    }

    @Override
    public void close() {
        onDisk("Cannot close", () -> {
            channel.close();
            return path;
        });
    }
}
