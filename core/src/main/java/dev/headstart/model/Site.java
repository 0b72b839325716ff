package dev.headstart.model;

import com.fasterxml.jackson.annotation.JsonValue;

/** The linear maps of a Transformer layer, from bottom to top, by the names that Hugging Face checkpoints give them. */
public enum Site {
    QUERY("attention.self.query"),
    KEY("attention.self.key"),
    VALUE("attention.self.value"),
    /** From the heads' contexts back to the residual stream. */
    ATTENTION_OUTPUT("attention.output.dense"),
    /** Into the wide middle of the feed-forward network. */
    INTERMEDIATE("intermediate.dense"),
    /** Out of it. */
    OUTPUT("output.dense");

    private final String path;

    Site(String path) {
        this.path = path;
    }

    /** @return its name in a checkpoint, e.g. {@code encoder.layer.3.attention.self.query} */
    public String in(int layer) {
        return EncoderConfig.layerName(layer) + path;
    }

    /** @return width of its input */
    public int inputSize(EncoderConfig encoder) {
        return this == OUTPUT ? encoder.intermediateSize() : encoder.hiddenSize();
    }

    /** @return width of its output */
    public int outputSize(EncoderConfig encoder) {
        return this == INTERMEDIATE ? encoder.intermediateSize() : encoder.hiddenSize();
    }

    /** @return the last part of its name that tells it from the others, e.g. {@code query}, {@code attention.output.dense} */
    @JsonValue
    @Override
    public String toString() {
        return path.startsWith("attention.self.") ? path.substring("attention.self.".length()) : path;
    }
}
