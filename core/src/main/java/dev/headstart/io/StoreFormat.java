package dev.headstart.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The form of an entry's file: magic number, version, length of the key, length and CRC-32C of the content; the key's text;
 * zeros; from the next multiple of 64 on the content. Little-endian.
 */
final class StoreFormat {
    private static final long MAGIC = 0x314552_4F54534448L;   // "HDSTORE1"
    private static final int VERSION = 1;
    private static final int HEADER = 8 + 4 + 4 + 8 + 4;
    private static final int ALIGNMENT = 64;

    private StoreFormat() {}

    /** @return bytes of a file with that key and content */
    static long fileSize(StoreKey key, long contentBytes) {
        return begin(keyBytes(key).length) + contentBytes;
    }

    /** Writes a file. @throws IllegalStateException if the body is not {@code contentBytes} long */
    static void write(FileChannel channel, StoreKey key, long contentBytes, ByteSink.Body body) throws IOException {
        byte[] text = keyBytes(key);
        CRC32C checksum = new CRC32C();
        channel.position(begin(text.length));
        body.writeTo(bytes -> {
            checksum.update(bytes.duplicate());
            AtomicFile.writeFully(channel, bytes);
        });
        if (channel.position() != begin(text.length) + contentBytes) {
            throw new IllegalStateException("The content of '" + key.kind() + "' has "
                    + (channel.position() - begin(text.length)) + " bytes, announced were " + contentBytes + ".");
        }
        channel.position(0);
        AtomicFile.writeFully(channel, header(text, contentBytes, (int) checksum.getValue()));
    }

    /** @return the content; empty if the file is not whole, or of another key, program or version */
    static Optional<DiskBytes> read(FileChannel channel, StoreKey key) throws IOException {
        byte[] text = keyBytes(key);
        int begin = begin(text.length);
        long contentBytes = channel.size() - begin;
        if (contentBytes < 0) {
            return Optional.empty();
        }
        ByteBuffer found = ReadFully.bytes(channel, 0, begin);
        DiskBytes content = new DiskBytes(channel, begin, contentBytes);
        return found.equals(header(text, contentBytes, content.checksum())) ? Optional.of(content) : Optional.empty();
    }

    private static ByteBuffer header(byte[] text, long contentBytes, int checksum) {
        return ByteBuffer.allocate(begin(text.length)).order(ByteOrder.LITTLE_ENDIAN)
                .putLong(MAGIC).putInt(VERSION).putInt(text.length).putLong(contentBytes).putInt(checksum).put(text).rewind();
    }

    private static byte[] keyBytes(StoreKey key) {
        return key.text().getBytes(StandardCharsets.UTF_8);
    }

    /** @return where the content lies */
    private static int begin(int keyBytes) {
        return (HEADER + keyBytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
