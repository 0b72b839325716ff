package dev.headstart.checkpoint;

import dev.headstart.model.EmbeddingConfig;
import dev.headstart.model.EncoderConfig;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tensors of an encoder: their canonical names, which are BERT's, and shapes. */
public final class EncoderTensors {
    private EncoderTensors() {}

    /** @return shapes of all tensors of θp by name, bottom to top */
    public static Map<String, List<Long>> shapes(EncoderConfig config) {
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        long hidden = config.hiddenSize();
        embeddings(shapes, config.embeddings());
        if (config.widensEmbeddings()) {
            linear(shapes, "embeddings_project", hidden, config.embeddings().width());
        }
        for (int i = 0; i < config.layers(); i++) {
            String layer = "encoder.layer." + i + ".";
            linear(shapes, layer + "attention.self.query", hidden, hidden);
            linear(shapes, layer + "attention.self.key", hidden, hidden);
            linear(shapes, layer + "attention.self.value", hidden, hidden);
            linear(shapes, layer + "attention.output.dense", hidden, hidden);
            norm(shapes, layer + "attention.output.LayerNorm", hidden);
            linear(shapes, layer + "intermediate.dense", config.intermediateSize(), hidden);
            linear(shapes, layer + "output.dense", hidden, config.intermediateSize());
            norm(shapes, layer + "output.LayerNorm", hidden);
        }
        return Collections.unmodifiableMap(shapes);
    }

    private static void embeddings(Map<String, List<Long>> shapes, EmbeddingConfig config) {
        long width = config.width();
        shapes.put("embeddings.word_embeddings.weight", List.of((long) config.vocabulary(), width));
        shapes.put("embeddings.position_embeddings.weight", List.of((long) config.positions(), width));
        if (config.types() > 0) {
            shapes.put("embeddings.token_type_embeddings.weight", List.of((long) config.types(), width));
        }
        norm(shapes, "embeddings.LayerNorm", width);
    }

    private static void linear(Map<String, List<Long>> shapes, String name, long out, long in) {
        shapes.put(name + ".weight", List.of(out, in));
        shapes.put(name + ".bias", List.of(out));
    }

    private static void norm(Map<String, List<Long>> shapes, String name, long size) {
        shapes.put(name + ".weight", List.of(size));
        shapes.put(name + ".bias", List.of(size));
    }
}
