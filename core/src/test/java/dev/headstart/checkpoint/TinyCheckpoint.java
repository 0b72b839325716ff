package dev.headstart.checkpoint;

import dev.headstart.model.EncoderConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Folders in Hugging Face layout with a BERT of one narrow layer, for tests to spoil. Needs an open scope. */
final class TinyCheckpoint {
    static final String CONFIG = """
            {
              "architectures": ["BertForMaskedLM"],
              "model_type": "bert",
              "vocab_size": 5, "hidden_size": 4, "num_hidden_layers": 1, "num_attention_heads": 2,
              "intermediate_size": 6, "max_position_embeddings": 7,
              "layer_norm_eps": 1e-12,
              "pad_token_id": 0,
              "torch_dtype":"float16"
            }
            """;

    private TinyCheckpoint() {}

    /** @return random encoder tensors of {@code type} under names that {@code naming} makes of the canonical ones */
    static Map<String, Tensor> encoder(Path folder, torch.ScalarType type, UnaryOperator<String> naming)
            throws IOException {
        EncoderConfig config = EncoderConfigFile.read(writeConfig(folder)).config();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        EncoderTensors.shapes(config).forEach((name, shape) ->
                tensors.put(naming.apply(name), torch.rand(shape.stream().mapToLong(Long::longValue).toArray()).to(type)));
        return tensors;
    }

    /** @return the name that checkpoints converted from TensorFlow use */
    static String oldName(String name) {
        return name.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta");
    }

    static Path writeConfig(Path folder) throws IOException {
        return Files.writeString(folder.resolve("config.json"), CONFIG);
    }

    static void write(Path file, Map<String, Tensor> tensors) {
        Map<String, Payload> payloads = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> payloads.put(name, Payload.of(tensor)));
        SafetensorsWriter.write(file, payloads, Map.of());
    }

    /** Writes {@code tensors} into two shards by turns, and their index. */
    static void writeShards(Path folder, Map<String, Tensor> tensors) throws IOException {
        List<Map<String, Tensor>> shards = List.of(new LinkedHashMap<>(), new LinkedHashMap<>());
        StringBuilder index = new StringBuilder();
        int turn = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            shards.get(turn % 2).put(entry.getKey(), entry.getValue());
            index.append(turn == 0 ? "" : ",").append("\"%s\":\"%s\"".formatted(entry.getKey(), shard(turn % 2)));
            turn++;
        }
        write(folder.resolve(shard(0)), shards.get(0));
        write(folder.resolve(shard(1)), shards.get(1));
        Files.writeString(folder.resolve("model.safetensors.index.json"),
                "{\"metadata\":{\"total_size\":1},\"weight_map\":{" + index + "}}");
    }

    static String shard(int number) {
        return "model-0000" + (number + 1) + "-of-00002.safetensors";
    }
}
