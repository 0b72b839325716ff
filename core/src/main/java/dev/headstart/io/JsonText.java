package dev.headstart.io;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** Records, maps and lists as JSON: components in snake case and the order of declaration, paths and enums as they print. */
public final class JsonText {
    /** Line feeds on every platform, so that equal runs write equal bytes. */
    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .defaultPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(INDENTER))
            .addModule(new SimpleModule().addSerializer(Path.class, ToStringSerializer.instance))
            .build();

    private JsonText() {}

    /** @return what the parser found and where, without the names of its own settings */
    public static String reason(JacksonException e) {
        String what = e.getOriginalMessage().replaceAll(" \\(start marker at \\[.*]\\)", "").replaceAll(", from `[^`]*`", "");
        TokenStreamLocation place = e.getLocation();
        return place == null || place.getLineNr() < 1 ? what
                : what + " at line " + place.getLineNr() + ", column " + place.getColumnNr();
    }

    /** @return the same as a tree */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** @throws JacksonException if it is no JSON */
    public static JsonNode parse(String text) {
        return MAPPER.readTree(text);
    }

    /**
     * A record out of its {@link #pretty} form.
     *
     * @throws MalformedFileException if the file holds anything else
     */
    public static <T> T read(Path file, Class<T> type) {
        try {
            return parse(file, "", Files.readString(file), type);
        } catch (CharacterCodingException e) {
            throw new MalformedFileException(file, "", "it is not UTF-8, so it is not what Headstart wrote.", e);
        } catch (IOException e) {
            throw new DiskException("Cannot read", file, e);
        }
    }

    /**
     * A record out of its {@link #line}.
     *
     * @param file  that the text is from, for the complaint
     * @param where in it, e.g. {@code line 3}; empty for the whole
     * @throws MalformedFileException if it is anything else
     */
    public static <T> T parse(Path file, String where, String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JacksonException e) {
            throw new MalformedFileException(file, where, "it is not what Headstart wrote (" + reason(e) + ").", e);
        }
    }

    /** @return one line, without an end of line */
    public static String line(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** @return indented lines, without an end of line after the last */
    public static String pretty(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }
}
