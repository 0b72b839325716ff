package dev.headstart.checkpoint;

import dev.headstart.model.EncoderConfig;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tensors of a BERT encoder: their names and shapes, and what other names checkpoints use. */
public final class EncoderTensors {
    private static final String PREFIX = "bert.";
    private static final String POSITION_IDS = "embeddings.position_ids";
    /** What checkpoints hold besides the encoder: the pooler, and heads of tasks. */
    private static final List<String> SURPLUS = List.of("pooler.", "cls.", "classifier.", "qa_outputs.");

    private EncoderTensors() {}

    /** @return shapes of all tensors of θp by name, bottom to top */
    public static Map<String, List<Long>> shapes(EncoderConfig config) {
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        long hidden = config.hiddenSize();
        shapes.put("embeddings.word_embeddings.weight", List.of((long) config.vocabularySize(), hidden));
        shapes.put("embeddings.position_embeddings.weight", List.of((long) config.maxPositions(), hidden));
        shapes.put("embeddings.token_type_embeddings.weight", List.of((long) config.typeVocabulary(), hidden));
        norm(shapes, "embeddings.LayerNorm", hidden);
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

    private static void linear(Map<String, List<Long>> shapes, String name, long out, long in) {
        shapes.put(name + ".weight", List.of(out, in));
        shapes.put(name + ".bias", List.of(out));
    }

    private static void norm(Map<String, List<Long>> shapes, String name, long size) {
        shapes.put(name + ".weight", List.of(size));
        shapes.put(name + ".bias", List.of(size));
    }

    /** @return what a checkpoint's {@code name} is called in {@link #shapes}, if it is a tensor of the encoder */
    static String canonical(String name) {
        String bare = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
        // checkpoints converted from TensorFlow keep its names for the layer norm's weight and bias
        return bare.replaceAll("\\.LayerNorm\\.gamma$", ".LayerNorm.weight")
                .replaceAll("\\.LayerNorm\\.beta$", ".LayerNorm.bias");
    }

    /** @return whether the tensor of this canonical name is known to belong to something other than the encoder */
    static boolean isSurplus(String canonical) {
        return canonical.equals(POSITION_IDS) || SURPLUS.stream().anyMatch(canonical::startsWith);
    }
}
