package dev.headstart.checkpoint;

import dev.headstart.model.EncoderConfig;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Encoders that share their layout on disk: how their config.json and the names of their tensors become those of
 * {@link dev.headstart.model.Encoder}. One implementation per family, listed in {@link EncoderFamilies}.
 */
interface EncoderFamily {
    /** @return the family's kinds by their proper names, e.g. {@code XLM-RoBERTa} for model_type {@code xlm-roberta} */
    List<String> names();

    /** @param name the kind at hand @param keys of its config.json; defaults are those of transformers' configuration */
    EncoderConfig config(String name, ConfigKeys keys);

    /** @return with what the encoder's names begin where the checkpoint holds more, e.g. {@code roberta.} */
    String prefix();

    /** @return what a tensor of BERT's name, without prefix, is called here */
    default String own(String canonical) {
        return canonical;
    }

    /** @return with what the names begin that belong to no encoder, beside those that all families have */
    List<String> surplus();

    /**
     * How transformers' class for the classification of texts reads the token in front: {@code output(tanh(dense(x)))}.
     *
     * @param dense  name of the first linear map inside the model
     * @param output of the second
     * @param module the part of the model that holds the first
     */
    record SentenceHead(String dense, String output, String module) {}

    /** @return empty if what stands between is not nearly linear around zero */
    default Optional<SentenceHead> sentenceHead() {
        return Optional.empty();
    }

    /** @return with what transformers' classes for the kind of this name begin, e.g. {@code XLMRoberta} */
    default String stem(String name) {
        return Character.toUpperCase(prefix().charAt(0)) + prefix().substring(1, prefix().length() - 1);
    }

    /** @return the value of model_type for a kind of this name */
    static String type(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** @return whether transformers' class, e.g. {@code XLMRobertaModel}, is of the kind of this name */
    static boolean isOf(String name, String architecture) {
        return architecture.toLowerCase(Locale.ROOT).startsWith(type(name).replace("-", ""));
    }
}
