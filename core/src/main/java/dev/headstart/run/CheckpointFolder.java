package dev.headstart.run;

import dev.headstart.checkpoint.ParametersFile;
import dev.headstart.io.AtomicFile;
import dev.headstart.io.DiskException;
import dev.headstart.io.FolderTree;
import dev.headstart.io.JsonText;
import dev.headstart.io.MalformedFileException;
import dev.headstart.optim.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Checkpoints of the run to one target: in {@code .NAME.checkpoint} beside it, a folder each, named by its step. One is written
 * under a hidden name, forced to the disk and renamed; then the older ones go. So the newest is whole at every moment.
 *
 * @param path of the hidden folder, which need not be there
 */
record CheckpointFolder(Path path) {
    private static final String TENSORS = "state.safetensors";
    private static final String CARD = "checkpoint.json";

    /**
     * What a checkpoint holds besides tensors and logs.
     *
     * @param step     updates that are done
     * @param seconds  spent on them
     * @param numbers  of the state
     * @param settings of the run
     */
    record Card(int step, double seconds, Map<String, Double> numbers, SortedMap<String, String> settings) {}

    /** A whole checkpoint on disk. */
    record Saved(Path folder, Card card) {
        /** @return the state, its tensors in the open scope */
        State state() {
            return new State(ParametersFile.readAll(folder.resolve(TENSORS)).parameters(), card.numbers);
        }

        /** @return where it keeps what was in a log until then */
        Path log(String name) {
            return folder.resolve(name);
        }
    }

    static CheckpointFolder beside(Path target) {
        return new CheckpointFolder(target.resolveSibling("." + target.getFileName() + ".checkpoint"));
    }

    /** @throws MalformedFileException if there is one, but broken */
    Optional<Saved> newest() {
        try {
            return all().stream().filter(folder -> step(folder) >= 0).max(Comparator.comparingInt(CheckpointFolder::step))
                    .map(folder -> new Saved(folder, JsonText.read(folder.resolve(CARD), Card.class)));
        } catch (IOException e) {
            throw new DiskException("Cannot read the checkpoint in", path, e);
        }
    }

    /** @return number of updates that are done; −1 for what a killed process left half written */
    private static int step(Path folder) {
        String name = folder.getFileName().toString();
        return name.matches("\\d{1,9}") ? Integer.parseInt(name) : -1;
    }

    private List<Path> all() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(path)) {
            return all.toList();
        }
    }

    /** Writes a checkpoint, then deletes what was there before. @param logs files by the names under which they are kept */
    void write(Card card, State state, Map<String, Path> logs) {
        try {
            Files.createDirectories(path);
            List<Path> old = all();
            Path hidden = Files.createDirectory(path.resolve("." + card.step + ".partial-" + UUID.randomUUID()));
            ParametersFile.write(hidden.resolve(TENSORS), state.tensors(), Map.of());
            AtomicFile.writeString(hidden.resolve(CARD), JsonText.pretty(card) + "\n");
            for (Map.Entry<String, Path> log : logs.entrySet()) {
                AtomicFile.copy(log.getValue(), hidden.resolve(log.getKey()));
            }
            Files.move(hidden, path.resolve(String.valueOf(card.step)), StandardCopyOption.ATOMIC_MOVE);
            AtomicFile.synchronise(path);
            AtomicFile.synchronise(path.getParent());
            old.forEach(FolderTree::delete);
        } catch (IOException e) {
            throw new DiskException("Cannot write a checkpoint to", path, e);
        }
    }

    void delete() {
        FolderTree.delete(path);
    }
}
