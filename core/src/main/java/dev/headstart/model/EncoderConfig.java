package dev.headstart.model;

/**
 * Sizes and constants of a BERT encoder (Devlin et al. 2019), as its config.json states them.
 *
 * @param vocabularySize    word pieces
 * @param hiddenSize        H, a multiple of {@code heads}
 * @param layers            L, Transformer layers
 * @param heads             attention heads
 * @param intermediateSize  width of the feed-forward layer
 * @param maxPositions      longest sequence in pieces
 * @param typeVocabulary    number of segments
 * @param activation        non-linearity of the feed-forward layer
 * @param layerNormEpsilon  added to variances
 * @param hiddenDropout     probability, where dropout is switched on
 * @param attentionDropout  probability, where dropout is switched on
 */
public record EncoderConfig(int vocabularySize, int hiddenSize, int layers, int heads, int intermediateSize,
        int maxPositions, int typeVocabulary, Activation activation, double layerNormEpsilon,
        double hiddenDropout, double attentionDropout) {
    public EncoderConfig {
        positive("vocab_size", vocabularySize);
        positive("hidden_size", hiddenSize);
        positive("num_hidden_layers", layers);
        positive("num_attention_heads", heads);
        positive("intermediate_size", intermediateSize);
        positive("max_position_embeddings", maxPositions);
        positive("type_vocab_size", typeVocabulary);
        if (hiddenSize % heads != 0) {
            throw new IllegalArgumentException("hidden_size is " + hiddenSize
                    + "; it must be a multiple of num_attention_heads, which is " + heads + ".");
        }
        probability("hidden_dropout_prob", hiddenDropout);
        probability("attention_probs_dropout_prob", attentionDropout);
    }

    /** @return what the names of a layer's tensors begin with, e.g. {@code encoder.layer.3.} */
    public static String layerName(int layer) {
        return "encoder.layer." + layer + ".";
    }

    /** @return width of one attention head */
    public int headSize() {
        return hiddenSize / heads;
    }

    private static void positive(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " is " + value + "; it must be at least 1.");
        }
    }

    private static void probability(String key, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(key + " is " + value + "; it must lie in [0, 1).");
        }
    }
}
