package dev.headstart.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Bytes at a place of an open file, all that are asked for. */
public final class ReadFully {
    private ReadFully() {}

    /** @return {@code count} bytes from {@code position} on @throws EOFException if the file ends before */
    public static ByteBuffer bytes(FileChannel channel, long position, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        into(bytes, channel, position);
        return bytes.flip();
    }

    /** Fills {@code target}, which is at its beginning, with the bytes from {@code position} on. @throws EOFException as above */
    public static void into(ByteBuffer target, FileChannel channel, long position) throws IOException {
        while (target.hasRemaining()) {
            if (channel.read(target, position + target.position()) < 0) {
                throw new EOFException("the file shrank while it was read");
            }
        }
    }
}
