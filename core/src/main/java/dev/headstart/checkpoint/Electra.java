package dev.headstart.checkpoint;

import dev.headstart.model.EncoderConfig;
import java.util.List;

/** ELECTRA (Clark et al. 2020), generator or discriminator: BERT with embeddings of a width of their own. */
final class Electra implements EncoderFamily {
    private static final int WIDTH = 128;

    @Override
    public List<String> names() {
        return List.of("ELECTRA");
    }

    @Override
    public EncoderConfig config(String name, ConfigKeys keys) {
        return Bert.layers(name, keys, Bert.embeddings(keys, keys.positive("embedding_size", WIDTH), 0));
    }

    @Override
    public String prefix() {
        return "electra.";
    }

    @Override
    public List<String> surplus() {
        return List.of("discriminator_predictions.", "generator_predictions.", "generator_lm_head.", "sequence_summary.");
    }
}
