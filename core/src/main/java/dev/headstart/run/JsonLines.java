package dev.headstart.run;

import dev.headstart.io.DiskException;
import dev.headstart.io.JsonText;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file of JSON objects, one a line, that can be read while it grows. */
public final class JsonLines implements Closeable {
    /** Gets every line as well, in another form. */
    interface Follower extends Closeable {
        /** @param json an object */
        void line(String json) throws IOException;
    }

    private final Path file;
    private final Optional<Follower> follower;
    private final BufferedWriter writer;

    /** @param file made, or emptied if it is there */
    JsonLines(Path file) {
        this(file, Optional.empty());
    }

    /** @param follower closed together with this */
    JsonLines(Path file, Optional<Follower> follower) {
        this.file = file;
        this.follower = follower;
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
            write(JsonText.line(record));
        } catch (IOException e) {
            throw new DiskException("Cannot write", file, e);
        }
    }

    private void write(String line) throws IOException {
        writer.write(line);
        writer.write('\n');
        writer.flush();
        if (follower.isPresent()) {
            follower.get().line(line);
        }
    }

    Path file() {
        return file;
    }

    /** Puts the lines of an earlier process before any of this one's. */
    void continueFrom(Path earlier) {
        try {
            for (String line : Files.readAllLines(earlier)) {
                write(line);
            }
        } catch (IOException e) {
            throw new DiskException("Cannot continue " + file.getFileName() + " from", earlier, e);
        }
    }

    /** Closing twice is harmless. */
    @Override
    public void close() {
        try {
            writer.close();
            if (follower.isPresent()) {
                follower.get().close();
            }
        } catch (IOException e) {
            throw new DiskException("Cannot write", file, e);
        }
    }
}
