package dev.headstart.checkpoint;

import dev.headstart.model.EmbeddingConfig;
import dev.headstart.model.EncoderConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * DistilBERT (Sanh et al. 2019): BERT without types, under other keys and names.
 *
 * <p>Deviation: while training with dropout, units behind attention are dropped too, as in BERT; DistilBERT itself does not.
 */
final class DistilBert implements EncoderFamily {
    private static final int NO_TYPES = 0;
    private static final String ACTIVATION = "gelu";
    private static final double DROPOUT = 0.1;
    /** No key: transformers' code has the number. */
    private static final double LAYER_NORM_EPSILON = 1e-12;
    /** Parts of BERT's names and of those here, longer parts before parts of theirs. */
    private static final Map<String, String> PARTS = parts();

    private static Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("encoder.layer.", "transformer.layer.");
        parts.put(".attention.self.query.", ".attention.q_lin.");
        parts.put(".attention.self.key.", ".attention.k_lin.");
        parts.put(".attention.self.value.", ".attention.v_lin.");
        parts.put(".attention.output.adapters.", ".attention_adapters.adapters.");   // what AdapterHub puts there
        parts.put(".output.adapters.", ".output_adapters.adapters.");
        parts.put(".attention.output.dense.", ".attention.out_lin.");
        parts.put(".attention.output.LayerNorm.", ".sa_layer_norm.");
        parts.put(".intermediate.dense.", ".ffn.lin1.");
        parts.put(".output.dense.", ".ffn.lin2.");
        parts.put(".output.LayerNorm.", ".output_layer_norm.");
        return parts;
    }

    @Override
    public List<String> names() {
        return List.of("DistilBERT");
    }

    @Override
    public EncoderConfig config(String name, ConfigKeys keys) {
        int width = keys.positive("dim");
        EmbeddingConfig embeddings = new EmbeddingConfig(keys.positive("vocab_size"), width,
                keys.positive("max_position_embeddings"), 0, NO_TYPES);
        return new EncoderConfig(name, embeddings, width, keys.positive("n_layers"), keys.positive("n_heads"),
                keys.positive("hidden_dim"), keys.activation("activation", ACTIVATION), LAYER_NORM_EPSILON,
                keys.probability("dropout", DROPOUT), keys.probability("attention_dropout", DROPOUT));
    }

    @Override
    public String prefix() {
        return "distilbert.";
    }

    @Override
    public String stem(String name) {
        return "DistilBert";
    }

    @Override
    public String own(String canonical) {
        String own = canonical;
        for (Map.Entry<String, String> part : PARTS.entrySet()) {
            own = own.replace(part.getKey(), part.getValue());
        }
        return own;
    }

    @Override
    public List<String> surplus() {
        return List.of("vocab_transform.", "vocab_layer_norm.", "vocab_projector.", "pre_classifier.");
    }
}
