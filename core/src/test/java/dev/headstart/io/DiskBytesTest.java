package dev.headstart.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskBytesTest {
    private static final int BEGIN = 5;
    private static final int SIZE = 50;
    private static final byte[] FILE = StoreTest.content(BEGIN + SIZE, 1);

    @TempDir
    private Path folder;

    /** Windows of one byte up to more than there is: every border falls inside some read. */
    @Test
    void bytesAreTheFilesWhateverTheWindows() throws IOException {
        Path file = Files.write(folder.resolve("file"), FILE);
        CRC32C expected = new CRC32C();
        expected.update(FILE, BEGIN, SIZE);
        for (int window = 1; window <= SIZE + 1; window++) {
            try (DiskBytes bytes = new DiskBytes(FileChannel.open(file), BEGIN, SIZE, window)) {
                assertThat(bytes.checksum()).as("windows of %d", window).isEqualTo((int) expected.getValue());
                for (int from = 0; from <= SIZE; from++) {
                    byte[] read = new byte[Math.min(9, SIZE - from)];
                    bytes.read(from, ByteBuffer.wrap(read));
                    assertThat(read).as("windows of %d", window)
                            .isEqualTo(Arrays.copyOfRange(FILE, BEGIN + from, BEGIN + from + read.length));
                }
            }
        }
    }

    @Test
    void nothingIsReadBeyondTheEnd() throws IOException {
        Path file = Files.write(folder.resolve("file"), FILE);
        try (DiskBytes bytes = new DiskBytes(FileChannel.open(file), BEGIN, SIZE)) {
            assertThatIllegalArgumentException().isThrownBy(() -> bytes.read(SIZE - 3, ByteBuffer.allocate(4)))
                    .withMessage("There are 50 bytes on disk; 4 from byte 47 on are not among them.");
            assertThatIllegalArgumentException().isThrownBy(() -> bytes.read(-1, ByteBuffer.allocate(4)));
        }
    }

    @Test
    void aTemporaryHoldsWhatWasWritten() throws IOException {
        try (DiskBytes bytes = DiskBytes.temporary(sink -> {
            sink.write(ByteBuffer.wrap(FILE, 0, 20));
            sink.write(ByteBuffer.wrap(FILE, 20, FILE.length - 20));
        })) {
            byte[] read = new byte[FILE.length];
            bytes.read(0, ByteBuffer.wrap(read));
            assertThat(read).isEqualTo(FILE);
        }
    }
}
