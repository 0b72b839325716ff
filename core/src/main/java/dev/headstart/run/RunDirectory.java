package dev.headstart.run;

import dev.headstart.io.AtomicFile;
import dev.headstart.io.Children;
import dev.headstart.io.DiskException;
import dev.headstart.io.FolderTree;
import dev.headstart.io.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The folder that a run leaves behind: complete or absent. All files are written to a hidden folder beside it, which
 * gets its name in {@link #complete}; if that is never reached, be it by an error, Ctrl-C or SIGTERM, the hidden folder
 * is deleted. What a killed process leaves is under a name that no command takes for a result, and goes with the next run
 * to the same target. Checkpoints lie outside, since they are to outlast the process.
 */
public final class RunDirectory implements AutoCloseable {
    private final Path target;
    private final Path staging;
    private final TargetLock lock;
    private final Map<String, JsonLines> logs = new LinkedHashMap<>();
    private final Thread onExit = new Thread(this::interrupt, "discard unfinished run");
    private volatile Optional<Interruption> interruption = Optional.empty();
    private boolean open = true;

    private RunDirectory(Path target, Path staging, TargetLock lock) {
        this.target = target;
        this.staging = staging;
        this.lock = lock;
    }

    /**
     * @param out a path where nothing is yet, or an empty folder
     * @throws IllegalArgumentException if something is there, or another run is working on it
     * @throws DiskException            if the disk refuses
     */
    public static RunDirectory create(Path out) {
        try {
            refuseOccupied(out);
            Path target = Files.exists(out) ? out.toRealPath() : out.toAbsolutePath().normalize();
            Files.createDirectories(target.getParent());
            RunDirectory directory = locked(target);
            Runtime.getRuntime().addShutdownHook(directory.onExit);
            return directory;
        } catch (IOException e) {
            throw new DiskException("Cannot make a folder for", out, e);
        }
    }

    private static RunDirectory locked(Path target) throws IOException {
        TargetLock lock = TargetLock.take(target);
        try {
            StagingFolder.deleteAbandoned(target);
            return new RunDirectory(target, StagingFolder.create(target), lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Does {@code work} in a new run directory and completes it.
     *
     * @throws DiskException as from {@code work}, but about the folder that was asked for: the hidden one is gone by then
     */
    public static <R> R fill(Path out, Function<RunDirectory, R> work) {
        try (RunDirectory directory = create(out)) {
            R result = directory.doneBy(work, out);
            directory.complete();
            return result;
        }
    }

    /** @throws IllegalArgumentException unless nothing is there yet, or an empty folder */
    public static void refuseOccupied(Path out) throws IOException {
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new IllegalArgumentException("There is a file at " + out
                    + ", where a new folder is to be. Choose another --out or remove it.");
        }
        if (Files.isDirectory(out)) {
            try (Stream<Path> entries = Files.list(out)) {
                if (entries.findAny().isPresent()) {
                    throw new IllegalArgumentException("The folder " + out
                            + " is not empty; nothing is ever overwritten. Choose another --out or remove it.");
                }
            }
        }
    }

    /**
     * Deletes what a run left, or a part of it, if it is there: at once under its name, then from the disk. What an earlier deletion
     * left that was killed goes as well.
     */
    public static void delete(Path folder) {
        String hidden = "." + folder.getFileName() + ".deleted-";
        try {
            if (Files.exists(folder)) {
                Files.move(folder, folder.resolveSibling(hidden + UUID.randomUUID()), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new DiskException("Cannot delete", folder, e);
        }
        if (Files.exists(folder.getParent())) {
            Children.of(folder.getParent()).stream().filter(path -> path.getFileName().toString().startsWith(hidden))
                    .forEach(FolderTree::delete);
        }
    }

    private <R> R doneBy(Function<RunDirectory, R> work, Path out) {
        try {
            return work.apply(this);
        } catch (DiskException e) {
            throw e.renaming(staging, out);
        }
    }

    /**
     * @param name relative, with {@code /} between folders
     * @return where that file or folder is while the run goes on; the caller writes it
     */
    public Path path(String name) {
        Path path = staging.resolve(name).normalize();
        if (!path.startsWith(staging)) {
            throw new IllegalArgumentException("'" + name + "' is not inside a run directory; use a relative path.");
        }
        return path;
    }

    /** Writes {@code record} as indented JSON. @throws DiskException if the disk refuses */
    public void writeJson(String name, Object record) {
        writeText(name, JsonText.pretty(record) + "\n");
    }

    synchronized void writeText(String name, String text) {
        requireOpen();
        Path file = path(name);
        try {
            Files.createDirectories(file.getParent());
            AtomicFile.writeString(file, text);
        } catch (IOException e) {
            throw new DiskException("Cannot write", file, e);
        }
    }

    /** @return a new log of JSON lines, of which checkpoints keep a copy; it is closed with this directory at the latest */
    public JsonLines lines(String name) {
        return lines(name, Optional.empty());
    }

    /** @return {@code metrics.jsonl}, whose numbers TensorBoard shows as well @param shown with them */
    JsonLines metrics(Settings shown) {
        try {
            EventFile events = new EventFile(staging, Clock.systemUTC());
            events.hyperparameters(shown.byName());
            return lines("metrics.jsonl", Optional.of(new MetricEvents(events)));
        } catch (IOException e) {
            throw new DiskException("Cannot write", staging, e);
        }
    }

    private synchronized JsonLines lines(String name, Optional<JsonLines.Follower> follower) {
        requireOpen();
        JsonLines log = new JsonLines(path(name), follower);
        logs.put(name, log);
        return log;
    }

    /** @return all of them by name */
    synchronized Map<String, JsonLines> logs() {
        return Map.copyOf(logs);
    }

    /** @return where the finished folder will be */
    Path target() {
        return target;
    }

    /**
     * Brings everything to the disk and gives the folder its name; its checkpoints go. Nothing can be written afterwards.
     *
     * @return the finished folder
     * @throws DiskException if the disk refuses, or something has meanwhile been put at the target; then the result is
     *         kept under the name that the message gives
     */
    public synchronized Path complete() {
        requireOpen();
        try {
            logs.values().forEach(JsonLines::close);
            StagingFolder.synchronise(staging);
            replaceTarget();
            CheckpointFolder.beside(target).delete();
            forget();
            lock.close();
            return target;
        } catch (IOException e) {
            throw new DiskException("Cannot complete", target, e);
        }
    }

    private void replaceTarget() throws IOException {
        try {
            if (Files.isDirectory(target)) {
                Files.delete(target);
            }
            Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (DirectoryNotEmptyException e) {
            Path kept = StagingFolder.keep(staging);   // hours of work may be in it
            forget();
            lock.close();
            throw new IOException("the folder has been filled by something else while this ran. The result is kept in "
                    + kept + "; rename it.", e);
        }
    }

    /** Deletes all that was written, unless {@link #complete} was reached. */
    @Override
    public synchronized void close() {
        if (open) {
            forget();
            try {
                discard();
            } catch (IOException e) {
                throw new DiskException("Cannot clear up after", target, e);
            }
        }
    }

    /** @param listener asked when the process ends early, before anything is deleted */
    void onInterruption(Interruption listener) {
        interruption = Optional.of(listener);
    }

    private void interrupt() {
        interruption.ifPresent(Interruption::ask);
        discardOnExit();
    }

    private synchronized void discardOnExit() {
        try {
            if (open) {
                open = false;
                discard();
            }
        } catch (IOException | UncheckedIOException stubborn) {
            // The process is ending, and the name says that what is left is no result.
        }
    }

    private void discard() throws IOException {
        try {
            logs.values().forEach(JsonLines::close);
        } finally {
            FolderTree.delete(staging);
            lock.close();
        }
    }

    private void requireOpen() {
        if (!open) {
            throw new IllegalStateException("The run directory " + target + " is closed already.");
        }
    }

    private void forget() {
        open = false;
        interruption.ifPresent(Interruption::answer);
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException exiting) {
            // The hook is waiting for this method's lock and will find nothing to do.
        }
    }
}
