package dev.headstart.checkpoint;

import dev.headstart.io.AtomicFile;
import dev.headstart.io.DiskException;
import dev.headstart.io.MalformedFileException;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Parameters;
import dev.headstart.torch.Engine;
import dev.headstart.torch.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A pretrained encoder of one of the {@code EncoderFamilies} in a folder of Hugging Face layout. What the folder holds besides
 * the encoder stays on disk, to be carried over when the encoder is saved.
 */
public final class EncoderCheckpoint {
    static final String CONFIG = "config.json";
    /** Files that make up a tokenizer; a checkpoint has some of them. */
    private static final List<String> TOKENIZER = List.of("tokenizer.json", "vocab.txt", "tokenizer_config.json",
            "special_tokens_map.json", "added_tokens.json", "vocab.json", "merges.txt", "sentencepiece.bpe.model",
            "spiece.model");

    private final Path directory;
    private final EncoderConfigFile configFile;
    private final EncoderNames names;
    private final Map<String, TensorLayout> layouts;   // of all tensors under the names of the files, in their order
    private final Parameters encoder;

    private EncoderCheckpoint(Path directory, EncoderConfigFile configFile, Map<String, TensorLayout> layouts,
            Parameters encoder) {
        this.directory = directory;
        this.configFile = configFile;
        this.names = new EncoderNames(configFile.config());
        this.layouts = layouts;
        this.encoder = encoder;
    }

    /** @return what the encoder in {@code directory} computes with, of which no weight is read */
    public static EncoderConfig readConfig(Path directory) {
        WeightFiles.checkFolder(directory);
        return EncoderConfigFile.read(directory.resolve(CONFIG)).config();
    }

    /**
     * The encoder's tensors belong to the open scope.
     *
     * @throws MalformedFileException if anything the encoder needs is missing, misshapen or unknown
     * @throws DiskException   if the disk refuses
     */
    public static EncoderCheckpoint load(Path directory, Engine engine) {
        WeightFiles.checkFolder(directory);
        EncoderConfigFile config = EncoderConfigFile.read(directory.resolve(CONFIG));
        try (WeightFiles weights = WeightFiles.open(directory)) {
            Map<String, List<Long>> shapes = EncoderTensors.shapes(config.config());
            Map<String, String> originals = originals(weights, config.config());
            Map<String, Tensor> encoder = new LinkedHashMap<>();
            for (String name : shapes.keySet()) {
                String original = originals.get(name);
                SafetensorsFile file = weights.fileOf(original);
                encoder.put(name, Scope.tidy(() -> engine.place(file.read(original).to(ScalarType.Float))));
            }
            return new EncoderCheckpoint(directory, config, weights.layouts(), new Parameters(encoder));
        }
    }

    /** @return names in the files by canonical names, of all the encoder's tensors; all there and well shaped */
    private static Map<String, String> originals(WeightFiles weights, EncoderConfig config) {
        EncoderNames names = new EncoderNames(config);
        Map<String, List<Long>> shapes = EncoderTensors.shapes(config);
        Map<String, String> originals = new LinkedHashMap<>();
        weights.layouts().forEach((name, layout) -> {
            Optional<String> canonical = names.canonical(name);
            if (canonical.isPresent()) {
                checkShape(weights, name, layout, shapes.get(canonical.get()));
                String twin = originals.put(canonical.get(), name);
                if (twin != null) {
                    throw malformed(weights.fileOf(name).path(), name, "it stands for the same weight as '" + twin
                            + "'. Remove one of them.");
                }
            } else if (!names.isSurplus(name)) {
                throw malformed(weights.fileOf(name).path(), name, "it does not belong to the " + config.family()
                        + " encoder that config.json describes. Is config.json from another checkpoint?");
            }
        });
        for (String name : shapes.keySet()) {
            if (!originals.containsKey(name)) {
                throw malformed(weights.path(), names.own(name), "it is missing; expected " + shapes.get(name)
                        + ". Is config.json from another checkpoint?");
            }
        }
        return originals;
    }

    private static void checkShape(WeightFiles weights, String name, TensorLayout layout, List<Long> expected) {
        if (!layout.shape().equals(expected)) {
            throw malformed(weights.fileOf(name).path(), name, "its shape is " + layout.shape() + ", expected "
                    + expected + ". Is config.json from another checkpoint?");
        }
        if (!layout.type().isFloating()) {
            throw malformed(weights.fileOf(name).path(), name, "it holds " + layout.type()
                    + " numbers; weights must be F64, F32, F16 or BF16. Choose a checkpoint that is not quantised.");
        }
    }

    public EncoderConfig config() {
        return configFile.config();
    }

    /** @return keys of config.json that have no effect on the encoder */
    public List<String> ignored() {
        return configFile.ignored();
    }

    /** @return names in the files of the tensors that are not the encoder's, e.g. the pooler's; {@link #save} keeps them */
    public List<String> surplus() {
        return layouts.keySet().stream().filter(names::isSurplus).toList();
    }

    /** @return θp as loaded, fp32, by canonical names from bottom to top */
    public Parameters encoder() {
        return encoder;
    }

    /**
     * Writes this checkpoint with other values of the encoder's tensors, as fp32. Everything else, from the names of
     * the tensors to the pooler and the tokenizer, is as in the folder that was loaded, which must still be there.
     *
     * @param target made if need be; not the folder that was loaded
     * @throws IllegalArgumentException if {@code updated} is not a set of this encoder's tensors, or {@code target}
     *                                  is not another folder
     * @throws MalformedFileException   if the folder that was loaded has changed since
     * @throws DiskException     if the disk refuses; each file is then the old one or the new one
     */
    public void save(Path target, Parameters updated) {
        checkUpdate(target, updated);
        try {
            Files.createDirectories(target);
            AtomicFile.writeString(target.resolve(CONFIG), ConfigText.withFloat32(directory.resolve(CONFIG)));
            copyTokenizer(target);
        } catch (IOException e) {
            throw new DiskException("Cannot write to", target, e);
        }
        saveWeights(target.resolve(WeightFiles.SINGLE), updated);
    }

    void copyTokenizer(Path target) throws IOException {
        for (String name : TOKENIZER) {
            if (Files.exists(directory.resolve(name))) {
                AtomicFile.copy(directory.resolve(name), target.resolve(name));
            }
        }
    }

    Path directory() {
        return directory;
    }

    private void saveWeights(Path target, Parameters updated) {
        try (WeightFiles weights = WeightFiles.open(directory)) {
            if (!List.copyOf(weights.layouts().entrySet()).equals(List.copyOf(layouts.entrySet()))) {
                throw new MalformedFileException(weights.path(), "", "its tensors are no longer those that were "
                        + "loaded. Load the checkpoint again.");
            }
            try (PointerScope conversions = new PointerScope()) {
                Map<String, Payload> payloads = new LinkedHashMap<>();
                for (String name : layouts.keySet()) {
                    Optional<Tensor> own = names.canonical(name).map(updated::get);
                    payloads.put(name, own.isPresent() ? Payload.of(own.get().detach().to(ScalarType.Float))
                            : weights.fileOf(name).raw(name));
                }
                SafetensorsWriter.write(target, payloads, weights.metadata());
            }
        }
    }

    private void checkUpdate(Path target, Parameters updated) {
        if (target.toAbsolutePath().normalize().equals(directory.toAbsolutePath().normalize())) {
            throw new IllegalArgumentException("The encoder would be saved over the checkpoint it came from, "
                    + directory + ". Give another folder.");
        }
        Map<String, List<Long>> expected = EncoderTensors.shapes(config());
        Map<String, List<Long>> given = ParametersFile.shapes(updated);
        Set<String> names = new LinkedHashSet<>(expected.keySet());
        names.addAll(given.keySet());
        for (String name : names) {
            if (!Objects.equals(expected.get(name), given.get(name))) {
                throw new IllegalArgumentException("The parameter '" + name + "' to be saved is "
                        + (given.containsKey(name) ? given.get(name) : "missing") + ", expected "
                        + (expected.containsKey(name) ? expected.get(name) : "no such name")
                        + ". Pass the encoder's own set.");
            }
        }
    }

    private static MalformedFileException malformed(Path file, String tensor, String why) {
        return new MalformedFileException(file, "tensor '" + tensor + "'", why);
    }
}
