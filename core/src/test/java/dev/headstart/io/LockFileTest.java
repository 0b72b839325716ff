package dev.headstart.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.testing.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {
    private static final int PROCESSES = 3;
    private static final long SECONDS = 2;

    @TempDir
    private Path folder;

    /** Of POSIX's locks a process has one on a file, which goes when it closes that file, whoever opened it. */
    @Test
    void whoLooksAtALockOfThisProcessDoesNotTakeItAway() throws IOException {
        Path file = folder.resolve("locks/0.lock");
        try (LockFile held = take(file).orElseThrow()) {
            assertThat(take(file)).isEmpty();
            assertThat(take(folder.resolve("locks/../locks/0.lock"))).isEmpty();
            assertThat(isFreeForAnotherProcess(file)).isFalse();
        }
        assertThat(isFreeForAnotherProcess(file)).isTrue();
        take(file).orElseThrow().close();
    }

    @Test
    void aDeletedFileCanBeTakenAgain() throws IOException {
        Path file = folder.resolve("0.lock");
        for (int i = 0; i < 2; i++) {
            try (LockFile held = take(file).orElseThrow()) {
                held.delete();
            }
            assertThat(file).doesNotExist();
        }
    }

    /** Between an owner's deleting the file and its giving up the lock others have the old file open, or make a new one. */
    @Test
    void aFileThatItsOwnersDeleteHasOneOwnerAtATime() {
        List<JavaProcess.Result> all = IntStream.range(0, PROCESSES).parallel()
                .mapToObj(i -> JavaProcess.run(List.of(), Owner.class, folder.toString())).toList();
        assertThat(all).allSatisfy(one -> assertThat(one.exitCode()).as(one.output()).isZero());
    }

    private static Optional<LockFile> take(Path file) throws IOException {
        return LockFile.tryTake(file, LockFile.WithoutLocks.FAIL);
    }

    private static boolean isFreeForAnotherProcess(Path file) {
        JavaProcess.Result other = JavaProcess.run(List.of(), LockFileTest.class, file.toString());
        assertThat(other.exitCode()).as(other.output()).isZero();
        return other.output().strip().equals("free");
    }

    /** Another process, which looks once. */
    public static void main(String[] args) throws IOException {
        System.out.println(take(Path.of(args[0])).isPresent() ? "free" : "held");
    }

    /** Another process, which takes the lock again and again; it fails where it is not alone. */
    static final class Owner {
        private Owner() {}

        public static void main(String[] args) throws IOException {
            Path alone = Path.of(args[0], "alone");
            long end = System.nanoTime() + SECONDS * 1_000_000_000;
            while (System.nanoTime() < end) {
                Optional<LockFile> taken = take(Path.of(args[0], "0.lock"));
                if (taken.isPresent()) {
                    try (LockFile lock = taken.get()) {
                        Files.createFile(alone);
                        Thread.onSpinWait();
                        Files.delete(alone);
                        lock.delete();
                    }
                }
            }
        }
    }
}
