package dev.headstart.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file so that a reader, or the next start after a power cut, finds the old content or the new, never a part:
 * to a temporary name in the same folder, to the disk, then renamed.
 */
public final class AtomicFile {
    private AtomicFile() {}

    /** Writes a file's content. */
    @FunctionalInterface
    public interface Body {
        /** @param channel empty, at position 0 */
        void write(FileChannel channel) throws IOException;
    }

    /**
     * @param target in a folder that exists; replaced if it is there, untouched if anything fails
     * @throws IOException if {@code body} throws it or the disk refuses
     */
    public static void write(Path target, Body body) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        Path temporary = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            // Files.createTempFile would hide the result from everybody but its owner
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                body.write(channel);
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        synchronise(folder);
    }

    /** {@link #write} of UTF-8 text. */
    public static void writeString(Path target, String text) throws IOException {
        write(target, channel -> writeFully(channel, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
    }

    /** {@link #write} of another file's bytes; {@code source} and {@code target} may be the same. */
    public static void copy(Path source, Path target) throws IOException {
        try (FileChannel from = FileChannel.open(source, StandardOpenOption.READ)) {
            write(target, channel -> transfer(from, 0, from.size(), channel));
        }
    }

    /** Writes all that remains in {@code bytes} at the channel's position. */
    public static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * Copies {@code count} bytes of {@code source} from {@code begin} on to {@code target}'s position.
     *
     * @throws IOException also if {@code source} ends before
     */
    public static void transfer(FileChannel source, long begin, long count, FileChannel target) throws IOException {
        long done = 0;
        while (done < count) {
            long moved = source.transferTo(begin + done, count - done, target);
            if (moved == 0) {
                throw new IOException(
                        "The source has only " + source.size() + " bytes; it shrank while it was copied.");
            }
            done += moved;
        }
    }

    /** Makes a rename in that folder last. Windows opens no folders, and needs none of this. */
    public static void synchronise(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
