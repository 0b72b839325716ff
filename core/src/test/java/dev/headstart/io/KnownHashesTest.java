package dev.headstart.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class KnownHashesTest {
    private static final int LARGE = 17 << 20;

    @TempDir
    private Path folder;
    private Path file;
    private final Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("weights");
        change(0);
    }

    @Test
    void theHashIsTheFiles() throws IOException {
        assertThat(known(later)).isEqualTo(Sha256.ofFile(file));
        assertThat(entries()).isEqualTo(1);
        assertThat(known(later)).isEqualTo(Sha256.ofFile(file));
    }

    /** What is remembered is looked up, which renews the time of its last use. */
    @Test
    void anUnchangedFileIsNotReadAgain() throws IOException {
        known(later);
        Path entry;
        try (Stream<Path> all = Files.list(folder.resolve("store"))) {
            entry = all.findFirst().orElseThrow();
        }
        Files.setLastModifiedTime(entry, FileTime.fromMillis(0));
        known(later);
        assertThat(Files.getLastModifiedTime(entry)).isGreaterThan(FileTime.fromMillis(0));
        assertThat(entries()).isEqualTo(1);
    }

    @Test
    void aChangedFileIsNoticed() throws IOException {
        String before = known(later);
        change(1);
        assertThat(known(later)).isEqualTo(Sha256.ofFile(file)).isNotEqualTo(before);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows keeps no time that cannot be set")
    void aChangeWhoseTimeWasSetBackIsNoticed() throws IOException {
        String before = known(later);
        FileTime time = Files.getLastModifiedTime(file);
        change(1);
        Files.setLastModifiedTime(file, time);
        assertThat(known(later)).isEqualTo(Sha256.ofFile(file)).isNotEqualTo(before);
    }

    @Test
    void anotherFileUnderTheSameNameIsNoticed() throws IOException {
        String before = known(later);
        Path other = Files.copy(file, folder.resolve("other"), StandardCopyOption.COPY_ATTRIBUTES);
        FileTime time = Files.getLastModifiedTime(file);
        try (RandomAccessFile content = new RandomAccessFile(other.toFile(), "rw")) {
            content.write(1);
        }
        Files.setLastModifiedTime(other, time);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(known(later)).isEqualTo(Sha256.ofFile(file)).isNotEqualTo(before);
    }

    /** Its next change might come within the same tick of the file system's clock. */
    @Test
    void aFileOfThisVeryMomentIsNotRemembered() throws IOException {
        assertThat(known(Clock.systemUTC())).isEqualTo(Sha256.ofFile(file));
        assertThat(folder.resolve("store")).doesNotExist();
    }

    private String known(Clock clock) throws IOException {
        return new KnownHashes(new Store(folder.resolve("store"), 1 << 20, warning -> { }), clock).ofFile(file);
    }

    private void change(int firstByte) throws IOException {
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            content.setLength(LARGE);
            content.write(firstByte);
        }
    }

    private long entries() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("store"))) {
            return all.count();
        }
    }
}
