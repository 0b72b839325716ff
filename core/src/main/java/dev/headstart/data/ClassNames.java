package dev.headstart.data;

import dev.headstart.io.JsonText;
import dev.headstart.io.MalformedFileException;
import dev.headstart.parquet.ParquetFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/**
 * What the numbers of a column stand for: the feature ClassLabel of the Python library datasets, which describes columns in
 * JSON among a Parquet file's metadata.
 *
 * @param names by number, from 0
 */
record ClassNames(List<JsonNode> names) {
    private static final String KEY = "huggingface";

    ClassNames {
        names = List.copyOf(names);
    }

    /** @return empty if the file says nothing of that column, or that it is no class */
    static Optional<ClassNames> of(Path file, ParquetFile parquet, String column) {
        JsonNode feature = description(file, parquet.metadata(KEY).orElse("{}")).path("info").path("features").path(column);
        while (feature.isArray() || feature.has("feature")) {   // of the list's elements
            feature = feature.isArray() ? feature.path(0) : feature.path("feature");
        }
        JsonNode names = feature.path("names");
        return feature.path("_type").asString("").equals("ClassLabel") && names.isArray()
                ? Optional.of(new ClassNames(names.valueStream().map(name -> (JsonNode) StringNode.valueOf(name.asString(""))).toList()))
                : Optional.empty();
    }

    private static JsonNode description(Path file, String json) {
        try {
            return JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            throw new MalformedFileException(file, "metadata '" + KEY + "'", "this is not JSON: " + JsonText.reason(e)
                    + ". Write the file again with datasets.", e);
        }
    }

    /** @throws IllegalArgumentException if the number is no class */
    JsonNode of(long number) {
        if (number < 0 || number >= names.size()) {
            throw new IllegalArgumentException("the class is " + number + (number == -1 ? ", which stands for no label" : "")
                    + "; the file names 0 to " + (names.size() - 1) + ". Remove the row, or choose another split.");
        }
        return names.get((int) number);
    }
}
