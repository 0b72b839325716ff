package dev.headstart.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.io.LockFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobLockTest {
    private static final Job JOB = new Job.Prime(new Job.Ground("e", "d", "fp32", Map.of(), List.of("en")), "a", Map.of(), 1);

    @TempDir
    private Path folder;

    @Test
    void aJobHasOneOwnerUntilItIsGivenUp() {
        try (LockFile first = JobLock.take(folder, JOB).orElseThrow()) {
            assertThat(JobLock.take(folder, JOB)).isEmpty();
        }
        try (LockFile second = JobLock.take(folder, JOB).orElseThrow()) {
            assertThat(second).isNotNull();
        }
    }
}
