package dev.headstart.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void aNewFileHoldsWhatWasWritten() throws IOException {
        AtomicFile.writeString(folder.resolve("a.txt"), "प्यार");
        assertThat(folder.resolve("a.txt")).hasContent("प्यार");
        assertOnlyFile("a.txt");
    }

    @Test
    void anOldFileIsReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "a longer old text");
        AtomicFile.writeString(file, "new");
        assertThat(file).hasContent("new");
    }

    @Test
    void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        assertThatThrownBy(() -> AtomicFile.write(file, channel -> {
            channel.write(ByteBuffer.wrap(new byte[100]));
            throw new IOException("disk full");
        })).isInstanceOf(IOException.class).hasMessage("disk full");
        assertThat(file).hasContent("old");
        assertOnlyFile("a.txt");
    }

    @Test
    void anErrorLeavesNothingEither() throws IOException {
        assertThatThrownBy(() -> AtomicFile.write(folder.resolve("a.txt"), channel -> {
            throw new OutOfMemoryError("by the test");
        })).isInstanceOf(OutOfMemoryError.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aMissingFolderIsAnError() {
        assertThatThrownBy(() -> AtomicFile.writeString(folder.resolve("no/a.txt"), "x"))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aFileCanBeCopiedOntoItself() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "same");
        AtomicFile.copy(file, file);
        assertThat(file).hasContent("same");
    }

    @Test
    void aSourceThatEndsEarlyIsAnError() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "four");
        try (FileChannel source = FileChannel.open(file)) {
            assertThatThrownBy(() -> AtomicFile.write(folder.resolve("b.txt"),
                    channel -> AtomicFile.transfer(source, 2, 3, channel)))
                    .isInstanceOf(IOException.class).hasMessageContaining("4 bytes");
        }
        assertOnlyFile("a.txt");
    }

    private void assertOnlyFile(String name) throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly(name);
        }
    }
}
