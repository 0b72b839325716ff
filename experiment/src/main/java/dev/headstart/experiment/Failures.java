package dev.headstart.experiment;

import dev.headstart.io.AtomicFile;
import dev.headstart.io.DiskException;
import dev.headstart.io.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Jobs that failed and are not tried again until somebody asks for it.
 *
 * @param folder of the experiment
 */
record Failures(Path folder) {
    /** @param label of the job @param why it failed @param diverged whether it is that training went out of bounds */
    record Failure(String label, String why, boolean diverged) {}

    Optional<Failure> of(Job job) {
        Path file = file(job);
        return Files.exists(file) ? Optional.of(JsonText.read(file, Failure.class)) : Optional.empty();
    }

    void note(Job job, String why, boolean diverged) {
        Path file = file(job);
        try {
            Files.createDirectories(file.getParent());
            AtomicFile.writeString(file, JsonText.pretty(new Failure(job.label(), why, diverged)) + "\n");
        } catch (IOException e) {
            throw new DiskException("Cannot write", file, e);
        }
    }

    /** Lets it be tried again. */
    void forget(Job job) {
        try {
            Files.deleteIfExists(file(job));
        } catch (IOException e) {
            throw new DiskException("Cannot delete", file(job), e);
        }
    }

    private Path file(Job job) {
        return folder.resolve("failed").resolve(job.folder().replace('/', '-') + ".json");
    }
}
