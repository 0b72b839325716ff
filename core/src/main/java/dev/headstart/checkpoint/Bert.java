package dev.headstart.checkpoint;

import dev.headstart.model.EmbeddingConfig;
import dev.headstart.model.EncoderConfig;
import java.util.List;
import java.util.Optional;

/** BERT (Devlin et al. 2019), whose names are the canonical ones. */
final class Bert implements EncoderFamily {
    private static final int TYPES = 2;
    private static final String ACTIVATION = "gelu";
    private static final double LAYER_NORM_EPSILON = 1e-12;
    private static final double DROPOUT = 0.1;

    @Override
    public List<String> names() {
        return List.of("BERT");
    }

    @Override
    public EncoderConfig config(String name, ConfigKeys keys) {
        return layers(name, keys, embeddings(keys, keys.positive("hidden_size"), 0));
    }

    /** @return embeddings under BERT's keys, of the width and offset of another family */
    static EmbeddingConfig embeddings(ConfigKeys keys, int width, int offset) {
        return new EmbeddingConfig(keys.positive("vocab_size"), width, keys.positive("max_position_embeddings"), offset,
                keys.positive("type_vocab_size", TYPES));
    }

    /** @return layers under BERT's keys, over the embeddings of another family */
    static EncoderConfig layers(String name, ConfigKeys keys, EmbeddingConfig embeddings) {
        return new EncoderConfig(name, embeddings, keys.positive("hidden_size"), keys.positive("num_hidden_layers"),
                keys.positive("num_attention_heads"), keys.positive("intermediate_size"),
                keys.activation("hidden_act", ACTIVATION), keys.aboveZero("layer_norm_eps", LAYER_NORM_EPSILON),
                keys.probability("hidden_dropout_prob", DROPOUT), keys.probability("attention_probs_dropout_prob", DROPOUT));
    }

    @Override
    public String prefix() {
        return "bert.";
    }

    @Override
    public Optional<SentenceHead> sentenceHead() {
        return Optional.of(new SentenceHead("bert.pooler.dense", "classifier", "pooler"));
    }

    @Override
    public List<String> surplus() {
        return List.of("cls.");
    }
}
