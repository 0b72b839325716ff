package dev.headstart.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.testing.JavaProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadLockTest {
    @TempDir
    private Path folder;

    /** Of POSIX's locks a process has one on a file, which goes when it closes that file, whoever opened it. */
    @Test
    void whoLooksAtALockOfThisProcessDoesNotTakeItAway() {
        Path file = folder.resolve("locks/0.lock");
        try (DownloadLock held = DownloadLock.tryTake(file).orElseThrow()) {
            assertThat(DownloadLock.tryTake(file)).isEmpty();
            assertThat(DownloadLock.tryTake(folder.resolve("locks/../locks/0.lock"))).isEmpty();
            assertThat(isFreeForAnotherProcess(file)).isFalse();
        }
        assertThat(isFreeForAnotherProcess(file)).isTrue();
        DownloadLock.tryTake(file).orElseThrow().close();
    }

    private static boolean isFreeForAnotherProcess(Path file) {
        JavaProcess.Result other = JavaProcess.run(List.of(), DownloadLockTest.class, file.toString());
        assertThat(other.exitCode()).as(other.output()).isZero();
        return other.output().strip().equals("free");
    }

    /** The other process. */
    public static void main(String[] args) {
        System.out.println(DownloadLock.tryTake(Path.of(args[0])).isPresent() ? "free" : "held");
    }
}
