package dev.headstart.io;

import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
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

    /** @return one line, without an end of line */
    public static String line(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** @return indented lines, without an end of line after the last */
    public static String pretty(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }
}
