package dev.headstart;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One file for thousands of contents, each written over the one before: file systems that fear for a file that is emptied and
 * written again wait for the disk each time.
 */
public record ScratchFile(Path path) {
    /** @return the path, where {@code bytes} now are */
    public Path holding(byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(bytes.length);
            channel.write(ByteBuffer.wrap(bytes));
        }
        return path;
    }
}
