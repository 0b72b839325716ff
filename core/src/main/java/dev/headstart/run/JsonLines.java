package dev.headstart.run;

import dev.headstart.io.DiskException;
import dev.headstart.io.JsonText;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of JSON objects, one a line, that can be read while it grows. */
public final class JsonLines implements Closeable {
    private final Path file;
    private final BufferedWriter writer;

    /** @param file made, or emptied if it is there */
    JsonLines(Path file) {
        this.file = file;
        try {
            Files.createDirectories(file.getParent());
            this.writer = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new DiskException("Cannot write", file, e);
        }
    }

    /**
     * @param record a record or map that becomes a JSON object
     * @throws DiskException if the disk refuses
     */
    public void append(Object record) {
        try {
            writer.write(JsonText.line(record));
            writer.write('\n');
            writer.flush();
        } catch (IOException e) {
            throw new DiskException("Cannot write", file, e);
        }
    }

    /** Closing twice is harmless. */
    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new DiskException("Cannot write", file, e);
        }
    }
}
