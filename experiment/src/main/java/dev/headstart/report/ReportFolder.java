package dev.headstart.report;

import dev.headstart.io.AtomicFile;
import dev.headstart.io.DiskException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where a report's files are. Other files in the folder stay as they are. */
public record ReportFolder(Path path) {
    /**
     * Each file is whole at any time: the old one, then the new one.
     *
     * @return the files
     * @throws DiskException if the disk refuses
     */
    public List<Path> write(Report report) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new DiskException("Cannot make the folder", path, e);
        }
        return report.files().entrySet().stream().map(this::write).toList();
    }

    private Path write(Map.Entry<String, String> content) {
        Path file = path.resolve(content.getKey());
        try {
            AtomicFile.writeString(file, content.getValue());
        } catch (IOException e) {
            throw new DiskException("Cannot write", file, e);
        }
        return file;
    }
}
