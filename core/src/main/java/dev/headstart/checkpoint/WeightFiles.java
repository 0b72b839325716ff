package dev.headstart.checkpoint;

import dev.headstart.io.MalformedFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The safetensors file of a checkpoint, or all its shards, open for reading. */
final class WeightFiles implements AutoCloseable {
    static final String SINGLE = "model.safetensors";
    private static final String INDEX = "model.safetensors.index.json";
    private static final String WEIGHT_MAP = "weight_map";
    private static final List<String> PICKLED = List.of("pytorch_model.bin", "pytorch_model.bin.index.json");
    private static final Pattern FILE_NAME = Pattern.compile("[\\w-][\\w.-]*");

    private final Path path;
    private final List<SafetensorsFile> files = new ArrayList<>();
    private final Map<String, SafetensorsFile> byTensor = new LinkedHashMap<>();

    private WeightFiles(Path path) {
        this.path = path;
    }

    /** @throws MalformedFileException if the folder or its weights are missing, or a file is broken */
    static WeightFiles open(Path directory) {
        Path index = directory.resolve(INDEX);
        boolean sharded = !Files.exists(directory.resolve(SINGLE)) && Files.exists(index);
        WeightFiles weights = new WeightFiles(sharded ? index : directory.resolve(SINGLE));
        try {
            for (Path file : paths(directory)) {
                weights.add(SafetensorsFile.open(file));
            }
            if (sharded) {
                weights.check(weightMap(index));
            }
            return weights;
        } catch (RuntimeException e) {
            weights.close();
            throw e;
        }
    }

    /** @return the file, or the shards in the order of their names */
    static List<Path> paths(Path directory) {
        checkFolder(directory);
        if (Files.exists(directory.resolve(SINGLE))) {
            return List.of(directory.resolve(SINGLE));
        }
        Path index = directory.resolve(INDEX);
        if (Files.exists(index)) {
            return new TreeSet<>(weightMap(index).values()).stream().map(shard -> shard(index, shard)).toList();
        }
        throw new MalformedFileException(directory, "", PICKLED.stream().anyMatch(name -> Files.exists(directory.resolve(name)))
                ? "the weights are there only as pytorch_model.bin, a pickle: to read it is to run what it says. "
                        + "Convert it if you trust it: python -c \"from transformers import AutoModel as M; "
                        + "M.from_pretrained('" + directory + "').save_pretrained('" + directory + "', safe_serialization=True)\"."
                : "there is no " + SINGLE + ". Give a folder with a checkpoint in Hugging Face layout.");
    }

    static void checkFolder(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new MalformedFileException(directory, "", "there is no such folder. "
                    + "Give a folder with config.json, " + SINGLE + " and a tokenizer.");
        }
    }

    private static Path shard(Path index, String name) {
        if (!FILE_NAME.matcher(name).matches()) {
            throw new MalformedFileException(index, WEIGHT_MAP,
                    "the shard '" + name + "' is not the name of a file beside it. Download it again.");
        }
        Path shard = index.resolveSibling(name);
        if (!Files.isRegularFile(shard)) {
            throw new MalformedFileException(index, WEIGHT_MAP,
                    "the shard " + name + " is missing. Download it into the same folder.");
        }
        return shard;
    }

    private static Map<String, String> weightMap(Path index) {
        JsonNode node = StrictJson.read(index).path(WEIGHT_MAP);
        if (!node.isObject() || node.isEmpty()) {
            throw new MalformedFileException(index, WEIGHT_MAP, "it is missing or empty. Download it again.");
        }
        Map<String, String> shards = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!entry.getValue().isString()) {
                throw new MalformedFileException(index, "tensor '" + entry.getKey() + "'",
                        "its shard is " + entry.getValue() + ", not the name of a file. Download it again.");
            }
            shards.put(entry.getKey(), entry.getValue().stringValue());
        }
        return shards;
    }

    private void add(SafetensorsFile file) {
        files.add(file);
        for (String name : file.names()) {
            SafetensorsFile other = byTensor.putIfAbsent(name, file);
            if (other != null) {
                throw new MalformedFileException(file.path(), "tensor '" + name + "'", "it is also in "
                        + other.path().getFileName() + ". Are shards of two checkpoints in one folder? "
                        + "Download them again.");
            }
        }
    }

    /** The index must place every tensor where it is. */
    private void check(Map<String, String> weightMap) {
        weightMap.forEach((name, shard) -> {
            if (!byTensor.containsKey(name) || !byTensor.get(name).path().getFileName().toString().equals(shard)) {
                throw new MalformedFileException(path, "tensor '" + name + "'", "it is not in " + shard
                        + ". Are index and shards from the same checkpoint? Download them again.");
            }
        });
        byTensor.forEach((name, file) -> {
            if (!weightMap.containsKey(name)) {
                throw new MalformedFileException(file.path(), "tensor '" + name + "'", "it is not listed in " + INDEX
                        + ". Are index and shards from the same checkpoint? Download them again.");
            }
        });
    }

    /** @return what to name when a tensor is missing: the single file or the index */
    Path path() {
        return path;
    }

    SafetensorsFile fileOf(String tensor) {
        return byTensor.get(tensor);
    }

    /** @return how every tensor is held, in the order of the files and their headers */
    Map<String, TensorLayout> layouts() {
        Map<String, TensorLayout> layouts = new LinkedHashMap<>();
        byTensor.forEach((name, file) -> layouts.put(name, file.layout(name)));
        return layouts;
    }

    /** @return remarks of the first file */
    Map<String, String> metadata() {
        return files.get(0).metadata();
    }

    @Override
    public void close() {
        files.forEach(SafetensorsFile::close);
    }
}
