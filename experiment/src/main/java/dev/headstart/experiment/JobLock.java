package dev.headstart.experiment;

import dev.headstart.io.DiskException;
import dev.headstart.io.LockFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A worker's claim on a job. */
final class JobLock {
    private JobLock() {}

    /** @return empty if another has it */
    static Optional<LockFile> take(Path folder, Job job) {
        Path file = folder.resolve("locks").resolve(job.folder().replace('/', '-') + ".lock");
        try {
            return LockFile.tryTake(file, LockFile.WithoutLocks.FAIL);
        } catch (IOException e) {
            throw new DiskException("Cannot lock", file, e);
        }
    }
}
