package dev.headstart.model;

/**
 * Sizes and constants of an encoder of BERT's kind (Devlin et al. 2019), as its config.json states them.
 *
 * @param family            what its kind is called, e.g. {@code XLM-RoBERTa}
 * @param embeddings        what lies below the first layer
 * @param hiddenSize        H, a multiple of {@code heads}
 * @param layers            L, Transformer layers
 * @param heads             attention heads
 * @param intermediateSize  width of the feed-forward layer
 * @param activation        non-linearity of the feed-forward layer
 * @param layerNormEpsilon  added to variances, above 0
 * @param hiddenDropout     probability, where dropout is switched on
 * @param attentionDropout  probability, where dropout is switched on
 */
public record EncoderConfig(String family, EmbeddingConfig embeddings, int hiddenSize, int layers, int heads,
        int intermediateSize, Activation activation, double layerNormEpsilon, double hiddenDropout, double attentionDropout) {
    private static final String BERT = "BERT";

    public EncoderConfig {
        positive("hidden size", hiddenSize);
        positive("number of layers", layers);
        positive("number of heads", heads);
        positive("width of the feed-forward layer", intermediateSize);
        if (hiddenSize % heads != 0) {
            throw new IllegalArgumentException("The hidden size is " + hiddenSize
                    + "; it must be a multiple of the number of heads, which is " + heads + ".");
        }
        if (!(layerNormEpsilon > 0)) {
            throw new IllegalArgumentException("The layer norm's epsilon is " + layerNormEpsilon + "; it must be above 0.");
        }
        probability("hidden", hiddenDropout);
        probability("attention", attentionDropout);
    }

    /** BERT itself: embeddings as wide as the layers, positions from row 0. */
    public EncoderConfig(int vocabularySize, int hiddenSize, int layers, int heads, int intermediateSize,
            int maxPositions, int typeVocabulary, Activation activation, double layerNormEpsilon,
            double hiddenDropout, double attentionDropout) {
        this(BERT, new EmbeddingConfig(vocabularySize, hiddenSize, maxPositions, 0, typeVocabulary), hiddenSize, layers, heads,
                intermediateSize, activation, layerNormEpsilon, hiddenDropout, attentionDropout);
    }

    /** @return number of word pieces */
    public int vocabularySize() {
        return embeddings.vocabulary();
    }

    /** @return most pieces of a sequence */
    public int maxPositions() {
        return embeddings.longest();
    }

    /** @return whether a linear map leads from the embeddings to the layers */
    public boolean widensEmbeddings() {
        return embeddings.width() != hiddenSize;
    }

    /** @return what the names of a layer's tensors begin with, e.g. {@code encoder.layer.3.} */
    public static String layerName(int layer) {
        return "encoder.layer." + layer + ".";
    }

    /** @return width of one attention head */
    public int headSize() {
        return hiddenSize / heads;
    }

    static void positive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("The " + what + " is " + value + "; it must be at least 1.");
        }
    }

    private static void probability(String what, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException("The " + what + " dropout is " + value + "; it must lie in [0, 1).");
        }
    }
}
