package dev.headstart.checkpoint;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.headstart.io.JsonText;
import dev.headstart.peft.PeftMethod;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Methods as files and commands name them: as a JSON object with {@code method} and the components of its record, or as one
 * word, {@code lora} or {@code lora:rank=16,targets=query+value}, in which what is not said is as in {@code defaults()}.
 */
public final class MethodForm {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES).build();
    private static final Map<String, PeftMethod> DEFAULTS = defaults();

    private MethodForm() {}

    /** What a method does not say itself: it is known because it is listed as one. */
    private static Map<String, PeftMethod> defaults() {
        Map<String, PeftMethod> defaults = new TreeMap<>();
        for (Class<?> type : PeftMethod.class.getPermittedSubclasses()) {
            try {
                defaults.put(type.getAnnotation(JsonTypeName.class).value(), (PeftMethod) type.getMethod("defaults").invoke(null));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(type.getSimpleName() + " needs a public static defaults().", e);
            }
        }
        return defaults;
    }

    /** @return the names of all methods */
    public static List<String> names() {
        return List.copyOf(DEFAULTS.keySet());
    }

    /** @return its name, e.g. {@code lora} */
    public static String name(PeftMethod method) {
        return method.getClass().getAnnotation(JsonTypeName.class).value();
    }

    /** @return indented JSON */
    static String write(PeftMethod method) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(method);
    }

    /** @throws IllegalArgumentException if it describes no method */
    static PeftMethod read(JsonNode json) {
        String name = json.path("method").asString("");
        if (!DEFAULTS.containsKey(name)) {
            throw new IllegalArgumentException("method is '" + name + "'; this version knows " + String.join(", ", names()) + ".");
        }
        return bind(json);
    }

    private static PeftMethod bind(JsonNode json) {
        try {
            return JSON.treeToValue(json, PeftMethod.class);
        } catch (JacksonException e) {
            Throwable cause = e.getCause() instanceof IllegalArgumentException refused ? refused : null;
            throw new IllegalArgumentException(cause != null ? cause.getMessage() : JsonText.reason(e), e);
        }
    }

    /** @param text as above @throws IllegalArgumentException if there is no such method, or it has no such setting */
    public static PeftMethod parse(String text) {
        String name = text.split(":", 2)[0];
        PeftMethod otherwise = DEFAULTS.get(name);
        if (otherwise == null) {
            throw new IllegalArgumentException("There is no method '" + name + "'; known are " + String.join(", ", names()) + ".");
        }
        ObjectNode json = JSON.valueToTree(otherwise);
        if (text.length() > name.length() + 1) {
            Arrays.stream(text.substring(name.length() + 1).split(",")).forEach(setting -> set(json, name, setting));
        }
        try {
            return bind(json);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Method '" + text + "': " + e.getMessage(), e);
        }
    }

    private static void set(ObjectNode json, String method, String setting) {
        String[] parts = setting.split("=", 2);
        String key = parts[0].strip();
        if (parts.length < 2 || !json.has(key) || key.equals("method")) {
            List<String> known = json.propertyNames().stream().filter(name -> !name.equals("method")).toList();
            throw new IllegalArgumentException("Method '" + method + "' has no setting '" + setting + "'; "
                    + (known.isEmpty() ? "it has none." : "its settings are " + String.join(", ", known)
                            + "; write e.g. " + method + ":" + known.get(0) + "=…"));
        }
        if (json.get(key).isArray()) {
            json.set(key, JSON.valueToTree(Arrays.asList(parts[1].split("\\+"))));
        } else {
            json.put(key, parts[1]);
        }
    }
}
