package dev.headstart.experiment;

import dev.headstart.io.AtomicFile;
import dev.headstart.io.DiskException;
import dev.headstart.io.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Jobs that failed and are not tried again until somebody asks for it.
 *
 * @param folder of the experiment
 */
record Failures(Path folder) {
    /** @param label of the job @param why it failed */
    record Failure(String label, String why) {}

    Optional<Failure> of(Job job) {
        Path file = file(job);
        return Files.exists(file) ? Optional.of(JsonText.read(file, Failure.class)) : Optional.empty();
    }

    void note(Job job, String why) {
        Path file = file(job);
        try {
            Files.createDirectories(file.getParent());
            AtomicFile.writeString(file, JsonText.pretty(new Failure(job.label(), why)) + "\n");
        } catch (IOException e) {
            throw new DiskException("Cannot write", file, e);
        }
    }

    /** Lets everything be tried again. */
    void forget() {
        Path failed = folder.resolve("failed");
        if (!Files.isDirectory(failed)) {
            return;
        }
        try (Stream<Path> files = Files.list(failed)) {
            List<Path> all = files.toList();
            for (Path file : all) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new DiskException("Cannot delete from", failed, e);
        }
    }

    private Path file(Job job) {
        return folder.resolve("failed").resolve(job.folder().replace('/', '-') + ".json");
    }
}
