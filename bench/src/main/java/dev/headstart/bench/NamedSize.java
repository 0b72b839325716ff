package dev.headstart.bench;

import dev.headstart.model.Activation;
import dev.headstart.model.EmbeddingConfig;
import dev.headstart.model.EncoderConfig;

/** Sizes of known encoders, for measurements without their weights. */
public enum NamedSize {
    /** bert-base-multilingual-cased. */
    MBERT(new EncoderConfig(119547, 768, 12, 12, 3072, 512, 2, Activation.GELU, 1e-12, 0.1, 0.1)),
    /** xlm-roberta-base. */
    XLMR_BASE(new EncoderConfig("XLM-RoBERTa", new EmbeddingConfig(250002, 768, 514, 2, 1), 768, 12, 12, 3072,
            Activation.GELU, 1e-5, 0.1, 0.1)),
    /** models/mini of this repository. */
    MINI(new EncoderConfig(16000, 256, 4, 4, 1024, 512, 2, Activation.GELU, 1e-12, 0.1, 0.1));

    private final EncoderConfig config;

    NamedSize(EncoderConfig config) {
        this.config = config;
    }

    public EncoderConfig config() {
        return config;
    }
}
