package dev.headstart.checkpoint;

import dev.headstart.io.MalformedFileException;
import dev.headstart.model.EncoderConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A Hugging Face config.json of an encoder.
 *
 * @param config  what the encoder computes with
 * @param ignored keys that have no effect on the encoder, in the file's order, e.g. pooler and task head settings
 */
public record EncoderConfigFile(EncoderConfig config, List<String> ignored) {
    /** Far more than any encoder has, and few enough to be listed. */
    private static final int MOST_LAYERS = 1000;

    public EncoderConfigFile {
        ignored = List.copyOf(ignored);
    }

    /** @throws MalformedFileException if the file is not an encoder's, or asks for what ours does not do */
    public static EncoderConfigFile read(Path file) {
        ConfigKeys keys = new ConfigKeys(file, StrictJson.read(file));
        EncoderFamilies.Kind kind = kind(keys);
        refuseOtherMathematics(keys);
        try {
            EncoderConfig config = kind.family().config(kind.name(), keys);
            if (config.layers() > MOST_LAYERS) {
                throw new MalformedFileException(file, "", "it asks for " + config.layers() + " layers, more than " + MOST_LAYERS
                        + ". Download it again.");
            }
            return new EncoderConfigFile(config, keys.ignored());
        } catch (IllegalArgumentException e) {
            throw new MalformedFileException(file, "", e.getMessage(), e);
        }
    }

    private static EncoderFamilies.Kind kind(ConfigKeys keys) {
        String type = keys.text("model_type", "");
        Optional<EncoderFamilies.Kind> kind = type.isEmpty()
                ? EncoderFamilies.ofArchitecture(keys.architecture()) : EncoderFamilies.ofType(type);
        return kind.orElseThrow(() -> keys.malformed("model_type", "it is " + (type.isEmpty() ? "missing" : "'" + type + "'")
                + "; supported are " + EncoderFamilies.types() + ". Choose a checkpoint of one of these"
                + (type.isEmpty() ? ", or add e.g. \"model_type\": \"bert\" if it is one." : ".")));
    }

    private static void refuseOtherMathematics(ConfigKeys keys) {
        String positions = keys.text("position_embedding_type", "absolute");
        if (!positions.equals("absolute")) {
            throw keys.malformed("position_embedding_type", "it is '" + positions + "'; supported is 'absolute'. "
                    + "Choose another checkpoint.");
        }
        for (String key : List.of("is_decoder", "add_cross_attention", "is_encoder_decoder")) {
            if (keys.flag(key)) {
                throw keys.malformed(key, "it is true, but this is for encoders. Choose another checkpoint.");
            }
        }
        for (String key : List.of("pruned_heads", "quantization_config")) {
            if (!keys.absent(key) && !keys.value(key).isEmpty()) {
                throw keys.malformed(key, "it is " + keys.value(key) + "; supported are full, unquantised weights only. "
                        + "Choose another checkpoint.");
            }
        }
    }
}
