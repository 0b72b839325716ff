package dev.headstart.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A part of an open file, mapped into memory: the system reads what is used and drops what memory is needed for. Java gives
 * mappings back when it collects them, which holds no memory, only addresses and, of a deleted file, its space.
 */
public final class DiskBytes implements AutoCloseable {
    private static final long WINDOW = 1L << 30;   // a Java buffer ends at 2 GiB

    private final FileChannel channel;
    private final List<ByteBuffer> windows = new ArrayList<>();
    private final long size;
    private final long window;

    /** @param channel closed with this */
    DiskBytes(FileChannel channel, long begin, long size) throws IOException {
        this(channel, begin, size, WINDOW);
    }

    DiskBytes(FileChannel channel, long begin, long size, long window) throws IOException {
        this.channel = channel;
        this.size = size;
        this.window = window;
        for (long from = 0; from < size; from += window) {
            windows.add(channel.map(FileChannel.MapMode.READ_ONLY, begin + from, Math.min(window, size - from)));
        }
    }

    /** Writes a file in the system's temporary folder that goes when it is closed, or the program ends. */
    public static DiskBytes temporary(ByteSink.Body body) throws IOException {
        Path file = Files.createTempFile("headstart-", ".tmp");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        try {
            body.writeTo(bytes -> AtomicFile.writeFully(channel, bytes));
            return new DiskBytes(channel, 0, channel.size());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** @return number of bytes */
    public long size() {
        return size;
    }

    /** Fills all that remains of {@code target} with the bytes from {@code position} on. */
    public void read(long position, ByteBuffer target) {
        if (position < 0 || target.remaining() > size - position) {
            throw new IllegalArgumentException("There are " + size + " bytes on disk; " + target.remaining() + " from byte "
                    + position + " on are not among them.");
        }
        long at = position;
        while (target.hasRemaining()) {
            ByteBuffer part = windows.get((int) (at / window)).duplicate().position((int) (at % window));
            part.limit(Math.min(part.limit(), part.position() + target.remaining()));
            at += part.remaining();
            target.put(part);
        }
    }

    /** @return CRC-32C of all bytes, which reads them all */
    int checksum() {
        CRC32C checksum = new CRC32C();
        windows.forEach(part -> checksum.update(part.duplicate()));
        return (int) checksum.getValue();
    }

    @Override
    public void close() {
        windows.clear();
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close a file that was read: " + e.getMessage(), e);
        }
    }
}
