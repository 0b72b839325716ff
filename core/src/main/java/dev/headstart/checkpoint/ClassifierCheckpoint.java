package dev.headstart.checkpoint;

import dev.headstart.data.LabelSet;
import dev.headstart.data.Readout;
import dev.headstart.io.AtomicFile;
import dev.headstart.io.DiskException;
import dev.headstart.io.JsonText;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Parameters;
import dev.headstart.torch.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An encoder with a head as one checkpoint, which transformers' class for it loads as it is. */
public final class ClassifierCheckpoint {
    /** What config.json says of another head, or of the weights' format. */
    private static final List<String> OUTDATED = List.of("num_labels", "problem_type", "torch_dtype");

    private ClassifierCheckpoint() {}

    /**
     * Writes config.json, model.safetensors in fp32 and the tokenizer. Tensors of {@code source} that are not the encoder's stay out.
     *
     * @param source  whose configuration and tokenizer it gets
     * @param encoder all of its tensors, maybe with other values
     * @param head    θh
     * @param labels  in the order of the head's rows
     * @param readout where the head reads
     * @throws IllegalArgumentException if transformers' class cannot have this head
     */
    public static void write(Path target, EncoderCheckpoint source, Parameters encoder, Parameters head, LabelSet labels,
            Readout readout) {
        TransformersModel model = new TransformersModel(source.config(), readout);
        try (PointerScope conversions = new PointerScope()) {
            Map<String, Payload> payloads = new LinkedHashMap<>();
            encoder.byName().forEach((name, tensor) -> payloads.put(model.inModel(name), Payload.of(tensor.to(ScalarType.Float))));
            model.head(head).byName().forEach((name, tensor) -> payloads.put(name, Payload.of(tensor.to(ScalarType.Float))));
            Files.createDirectories(target);
            AtomicFile.writeString(target.resolve(EncoderCheckpoint.CONFIG),
                    JsonText.pretty(config(source.directory(), model, labels)) + "\n");
            source.copyTokenizer(target);
            SafetensorsWriter.write(target.resolve(WeightFiles.SINGLE), payloads, Map.of());
        } catch (IOException e) {
            throw new DiskException("Cannot write to", target, e);
        }
    }

    /**
     * Reads θh back; its tensors belong to the open scope.
     *
     * @param folder  that {@link #write} filled
     * @param encoder its sizes
     */
    public static Parameters readHead(Path folder, EncoderConfig encoder, Readout readout, Engine engine) {
        TransformersModel model = new TransformersModel(encoder, readout);
        try (SafetensorsFile file = SafetensorsFile.open(folder.resolve(WeightFiles.SINGLE))) {
            Map<String, Tensor> head = new LinkedHashMap<>();
            file.names().stream().filter(model::isOfHead).forEach(name -> head.put(name, engine.place(file.read(name))));
            return model.readHead(new Parameters(head));
        }
    }

    private static JsonNode config(Path directory, TransformersModel model, LabelSet labels) {
        ObjectNode config = (ObjectNode) StrictJson.read(directory.resolve(EncoderCheckpoint.CONFIG));
        config.remove(OUTDATED);
        config.putArray("architectures").add(model.architecture());
        config.put("dtype", "float32");
        ObjectNode names = config.putObject("id2label");
        ObjectNode numbers = config.putObject("label2id");
        IntStream.range(0, labels.size()).forEach(i -> {
            names.put(String.valueOf(i), labels.name(i));
            numbers.put(labels.name(i), i);
        });
        return config;
    }
}
