package dev.headstart.checkpoint;

import dev.headstart.io.MalformedFileException;
import dev.headstart.model.Activation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The keys of a config.json. It remembers which it was asked for; null counts as absent. */
public final class ConfigKeys {
    private final Path file;
    private final JsonNode json;
    private final Set<String> asked = new TreeSet<>();

    public ConfigKeys(Path file, JsonNode json) {
        this.file = file;
        this.json = json;
    }

    /** @return keys that nobody asked for, in the file's order */
    public List<String> ignored() {
        List<String> ignored = new ArrayList<>(json.propertyNames());
        ignored.removeAll(asked);
        return ignored;
    }

    public boolean absent(String key) {
        asked.add(key);
        return !json.hasNonNull(key);
    }

    /** @return the value of a key that is there */
    public JsonNode value(String key) {
        asked.add(key);
        return json.get(key);
    }

    /** @return the class of transformers that wrote the file, or an empty text; the key still counts as ignored */
    String architecture() {
        return json.path("architectures").path(0).asString("");
    }

    /** @return a whole number of at least 1, which must be there */
    public int positive(String key) {
        if (absent(key)) {
            throw malformed(key, "it is missing. Is this the config.json of an encoder, and of the model_type that it names? "
                    + "Download it again.");
        }
        return atLeast(1, key);
    }

    public int positive(String key, int otherwise) {
        return absent(key) ? otherwise : atLeast(1, key);
    }

    int notNegative(String key, int otherwise) {
        return absent(key) ? otherwise : atLeast(0, key);
    }

    private int atLeast(int least, String key) {
        JsonNode value = json.get(key);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw malformed(key, "it is " + value + ", expected a whole number without quotes.");
        }
        if (value.intValue() < least) {
            throw malformed(key, "it is " + value + "; it must be at least " + least + ".");
        }
        return value.intValue();
    }

    public double aboveZero(String key, double otherwise) {
        double value = number(key, otherwise);
        if (!(value > 0)) {
            throw malformed(key, "it is " + value + "; it must be above 0.");
        }
        return value;
    }

    public double probability(String key, double otherwise) {
        double value = number(key, otherwise);
        if (!(value >= 0 && value < 1)) {
            throw malformed(key, "it is " + value + "; it must lie in [0, 1).");
        }
        return value;
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

    public Activation activation(String key, String otherwise) {
        try {
            return Activation.named(text(key, otherwise));
        } catch (IllegalArgumentException e) {
            throw new MalformedFileException(file, where(key), e.getMessage(), e);
        }
    }

    public String text(String key, String otherwise) {
        if (absent(key)) {
            return otherwise;
        }
        JsonNode value = json.get(key);
        if (!value.isString()) {
            throw malformed(key, "it is " + value + ", expected a text in quotes.");
        }
        return value.stringValue();
    }

    public boolean flag(String key) {
        if (absent(key)) {
            return false;
        }
        JsonNode value = json.get(key);
        if (!value.isBoolean()) {
            throw malformed(key, "it is " + value + ", expected true or false.");
        }
        return value.booleanValue();
    }

    public MalformedFileException malformed(String key, String why) {
        return new MalformedFileException(file, where(key), why);
    }

    private static String where(String key) {
        return "key '" + key + "'";
    }
}
