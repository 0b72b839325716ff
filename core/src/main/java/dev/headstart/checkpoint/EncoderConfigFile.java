package dev.headstart.checkpoint;

import dev.headstart.io.MalformedFileException;
import dev.headstart.model.Activation;
import dev.headstart.model.EncoderConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * A Hugging Face config.json of a BERT encoder.
 *
 * @param config  what the encoder computes with
 * @param ignored keys that have no effect on the encoder, in the file's order, e.g. pooler and task head settings
 */
public record EncoderConfigFile(EncoderConfig config, List<String> ignored) {
    /** The defaults of transformers' BertConfig, for keys that a checkpoint may leave out. */
    private static final int TYPE_VOCABULARY = 2;
    private static final String ACTIVATION = "gelu";
    private static final double LAYER_NORM_EPSILON = 1e-12;
    private static final double DROPOUT = 0.1;

    public EncoderConfigFile {
        ignored = List.copyOf(ignored);
    }

    /** @throws MalformedFileException if the file is not a BERT encoder's, or asks for what this encoder does not do */
    public static EncoderConfigFile read(Path file) {
        return new Reader(file, StrictJson.read(file)).read();
    }

    /** Reads keys and remembers which it was asked for. */
    private static final class Reader {
        private final Path file;
        private final JsonNode json;
        private final Set<String> asked = new TreeSet<>();

        Reader(Path file, JsonNode json) {
            this.file = file;
            this.json = json;
        }

        EncoderConfigFile read() {
            checkType();
            refuseOtherMathematics();
            EncoderConfig config = config();
            List<String> ignored = new ArrayList<>(json.propertyNames());
            ignored.removeAll(asked);
            return new EncoderConfigFile(config, ignored);
        }

        private EncoderConfig config() {
            int vocabulary = integer("vocab_size");
            int hidden = integer("hidden_size");
            int layers = integer("num_hidden_layers");
            int heads = integer("num_attention_heads");
            int intermediate = integer("intermediate_size");
            int positions = integer("max_position_embeddings");
            int types = absent("type_vocab_size") ? TYPE_VOCABULARY : integer("type_vocab_size");
            String activation = text("hidden_act", ACTIVATION);
            double epsilon = number("layer_norm_eps", LAYER_NORM_EPSILON);
            double hiddenDropout = number("hidden_dropout_prob", DROPOUT);
            double attentionDropout = number("attention_probs_dropout_prob", DROPOUT);
            if (!(epsilon > 0)) {
                throw malformed("layer_norm_eps", "it is " + epsilon + "; it must be above 0.");
            }
            try {
                return new EncoderConfig(vocabulary, hidden, layers, heads, intermediate, positions, types,
                        Activation.named(activation), epsilon, hiddenDropout, attentionDropout);
            } catch (IllegalArgumentException e) {
                throw new MalformedFileException(file, "", e.getMessage(), e);
            }
        }

        private void checkType() {
            String type = text("model_type", "");
            String architecture = json.path("architectures").path(0).asString("");
            if (!type.equals("bert") && !(type.isEmpty() && architecture.startsWith("Bert"))) {
                throw malformed("model_type", "it is " + (type.isEmpty() ? "missing" : "'" + type + "'")
                        + "; supported is 'bert'. Choose a BERT checkpoint"
                        + (type.isEmpty() ? ", or add \"model_type\": \"bert\" if this is one." : "."));
            }
        }

        private void refuseOtherMathematics() {
            String positions = text("position_embedding_type", "absolute");
            if (!positions.equals("absolute")) {
                throw malformed("position_embedding_type", "it is '" + positions + "'; supported is 'absolute'. "
                        + "Choose another checkpoint.");
            }
            for (String key : List.of("is_decoder", "add_cross_attention", "is_encoder_decoder")) {
                if (!absent(key) && flag(key)) {
                    throw malformed(key, "it is true, but this is for encoders. Choose another checkpoint.");
                }
            }
            for (String key : List.of("pruned_heads", "quantization_config")) {
                if (!absent(key) && !json.get(key).isEmpty()) {
                    throw malformed(key, "it is " + json.get(key) + "; supported are full, unquantised weights only. "
                            + "Choose another checkpoint.");
                }
            }
        }

        private boolean absent(String key) {
            asked.add(key);
            return !json.hasNonNull(key);
        }

        private boolean flag(String key) {
            JsonNode value = json.get(key);
            if (!value.isBoolean()) {
                throw malformed(key, "it is " + value + ", expected true or false.");
            }
            return value.booleanValue();
        }

        private int integer(String key) {
            if (absent(key)) {
                throw malformed(key, "it is missing. Is this the config.json of a BERT encoder?");
            }
            JsonNode value = json.get(key);
            if (!value.isIntegralNumber() || !value.canConvertToInt()) {
                throw malformed(key, "it is " + value + ", expected a whole number without quotes.");
            }
            return value.intValue();
        }

        private double number(String key, double otherwise) {
            if (absent(key)) {
                return otherwise;
            }
            JsonNode value = json.get(key);
            if (!value.isNumber()) {
                throw malformed(key, "it is " + value + ", expected a number without quotes.");
            }
            return value.doubleValue();
        }

        private String text(String key, String otherwise) {
            if (absent(key)) {
                return otherwise;
            }
            JsonNode value = json.get(key);
            if (!value.isString()) {
                throw malformed(key, "it is " + value + ", expected a text in quotes.");
            }
            return value.stringValue();
        }

        private MalformedFileException malformed(String key, String why) {
            return new MalformedFileException(file, "key '" + key + "'", why);
        }
    }
}
