package dev.headstart.checkpoint;

import dev.headstart.model.EncoderConfig;
import java.util.List;
import java.util.Optional;

/** RoBERTa (Liu et al. 2019) and XLM-R (Conneau et al. 2020): BERT whose places are counted from behind the padding's number. */
final class Roberta implements EncoderFamily {
    private static final int PADDING = 1;

    @Override
    public List<String> names() {
        return List.of("RoBERTa", "XLM-RoBERTa");
    }

    @Override
    public EncoderConfig config(String name, ConfigKeys keys) {
        int offset = keys.notNegative("pad_token_id", PADDING) + 1;
        return Bert.layers(name, keys, Bert.embeddings(keys, keys.positive("hidden_size"), offset));
    }

    @Override
    public String prefix() {
        return "roberta.";
    }

    @Override
    public String stem(String name) {
        return name.startsWith("XLM") ? "XLMRoberta" : "Roberta";
    }

    @Override
    public Optional<SentenceHead> sentenceHead() {
        return Optional.of(new SentenceHead("classifier.dense", "classifier.out_proj", "classifier"));
    }

    @Override
    public List<String> surplus() {
        return List.of("lm_head.");
    }
}
