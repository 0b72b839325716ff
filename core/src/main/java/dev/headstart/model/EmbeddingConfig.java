package dev.headstart.model;

/**
 * Sizes of what lies below the first layer.
 *
 * @param vocabulary word pieces
 * @param width      E, of word, position and type embeddings; where the layers are wider, a linear map widens it
 * @param positions  rows of the position embedding
 * @param offset     row of the first place: RoBERTa leaves the rows up to its padding's number unused
 * @param types      number of segments; 0: segments are not told apart
 */
public record EmbeddingConfig(int vocabulary, int width, int positions, int offset, int types) {
    public EmbeddingConfig {
        EncoderConfig.positive("vocabulary", vocabulary);
        EncoderConfig.positive("width of the embeddings", width);
        if (offset < 0 || positions <= offset) {
            throw new IllegalArgumentException("The first position is row " + offset + " of " + positions
                    + " position embeddings; it must be one of them.");
        }
        if (types < 0) {
            throw new IllegalArgumentException("The number of segments is " + types + "; it must be at least 0.");
        }
    }

    /** @return most pieces of a sequence */
    public int longest() {
        return positions - offset;
    }
}
