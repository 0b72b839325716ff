package dev.headstart.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A config.json as text, so that nothing changes but what must. */
final class ConfigText {
    /** What transformers called the weights' format before and since version 4.56. */
    private static final Set<String> FORMAT_KEYS = Set.of("torch_dtype", "dtype");

    private ConfigText() {}

    /** @return the file's text, saying that the weights are fp32 where it says what they are */
    static String withFloat32(Path file) throws IOException {
        String text = Files.readString(file);
        StringBuilder result = new StringBuilder();
        int copied = 0;
        try (JsonParser parser = StrictJson.MAPPER.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean ofTheFile = parser.streamReadContext().getNestingDepth() == 1;
                if (ofTheFile && token == JsonToken.VALUE_STRING && FORMAT_KEYS.contains(parser.currentName())) {
                    int begin = (int) parser.currentTokenLocation().getCharOffset();
                    result.append(text, copied, begin).append("\"float32\"");
                    parser.getString();   // moves the parser behind the value
                    copied = (int) parser.currentLocation().getCharOffset();
                }
            }
        }
        return result.append(text, copied, text.length()).toString();
    }
}
