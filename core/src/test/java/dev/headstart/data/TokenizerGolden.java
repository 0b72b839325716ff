package dev.headstart.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Hugging Face's Python tokenizer made of sentences, by language. Made by tools/golden/tokenizer_golden.py. */
record TokenizerGolden(Map<String, List<Line>> languages) {
    /**
     * One sentence.
     *
     * @param ids     pieces with special tokens
     * @param wordsOf for each piece the index of its word, -1 at special tokens
     */
    record Line(List<String> words, int[] ids, int[] wordsOf) {}

    static TokenizerGolden read(String resource) {
        try (InputStream file = new GZIPInputStream(TokenizerGolden.class.getResourceAsStream(resource))) {
            Map<String, List<Line>> languages = new LinkedHashMap<>();
            JsonNode golden = JsonMapper.builder().build().readTree(file).get("languages");
            golden.properties().forEach(language -> languages.put(language.getKey(),
                    language.getValue().valueStream().map(TokenizerGolden::line).toList()));
            return new TokenizerGolden(languages);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource + ": " + e.getMessage(), e);
        }
    }

    private static Line line(JsonNode json) {
        return new Line(json.get("words").valueStream().map(JsonNode::asString).toList(), ints(json.get("ids")),
                ints(json.get("words_of")));
    }

    private static int[] ints(JsonNode array) {
        return array.valueStream().mapToInt(JsonNode::asInt).toArray();
    }
}
