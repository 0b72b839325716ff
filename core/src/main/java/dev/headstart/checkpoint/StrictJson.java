package dev.headstart.checkpoint;

import dev.headstart.io.DiskException;
import dev.headstart.io.JsonText;
import dev.headstart.io.MalformedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON objects in UTF-8, without repeated keys. */
public final class StrictJson {
    /** Bytes that are parsed at most. An encoder's index or header has some 100 for each of a few hundred tensors. */
    static final int LONGEST = 10_000_000;
    /** Jackson's table of names seen is left out: names with colliding hashes spoil it for all files that are read later. */
    static final JsonMapper MAPPER = JsonMapper.builder(
            JsonFactory.builder().disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private StrictJson() {}

    /** @return the object that {@code file} holds */
    public static JsonNode read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new MalformedFileException(file, "",
                    "there is no such file. Is the folder a checkpoint in Hugging Face layout?");
        }
        try {
            if (Files.size(file) > LONGEST) {
                throw new MalformedFileException(file, "", "it has " + Files.size(file) + " bytes, more than the " + LONGEST
                        + " that are read. Is it the right file?");
            }
            return parse(file, "", Files.readAllBytes(file));
        } catch (IOException e) {
            throw new DiskException("Cannot read", file, e);
        }
    }

    /** @param where what part of the file {@code utf8} is */
    static JsonNode parse(Path file, String where, byte[] utf8) {
        try {
            // decoded here, since Jackson would guess UTF-16 and UTF-32 and replace what is broken
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
            JsonNode node = MAPPER.readTree(text);
            if (node.isObject()) {
                return node;
            }
            throw new MalformedFileException(file, where, "it is not a JSON object. Download it again.");
        } catch (CharacterCodingException e) {
            throw new MalformedFileException(file, where, "it is not UTF-8. Download it again.", e);
        } catch (JacksonException e) {
            throw new MalformedFileException(file, where,
                    "it is not well-formed JSON (" + JsonText.reason(e) + "). Download it again.", e);
        }
    }
}
