package dev.headstart.data;

import dev.headstart.io.DiskException;
import dev.headstart.io.JsonText;
import dev.headstart.io.MalformedFileException;
import dev.headstart.io.Sha256;
import dev.headstart.io.Utf8Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tokenizer in the format of Hugging Face's {@code tokenizer.json}, and what of it Java needs to know.
 *
 * @param file           where it came from
 * @param text           the JSON, made fit for words that are given one by one
 * @param unknown        id of the unknown piece
 * @param vocabularySize largest id plus one
 */
record TokenizerJson(Path file, String text, int unknown, int vocabularySize) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String READY = "tokenizer.json";
    private static final String VOCABULARY = "vocab.txt";

    /** @return hash of the files that {@link #find} would read */
    static String fingerprint(Path modelDirectory) {
        Path ready = modelDirectory.resolve(READY);
        List<Path> files = Files.isRegularFile(ready) ? List.of(ready)
                : Stream.of(VOCABULARY, BertVocabulary.SETTINGS).map(modelDirectory::resolve).filter(Files::isRegularFile).toList();
        StringBuilder hashes = new StringBuilder();
        for (Path file : files) {
            try {
                hashes.append(file.getFileName()).append(' ').append(Sha256.ofFile(file)).append('\n');
            } catch (IOException e) {
                throw new DiskException("Cannot read", file, e);
            }
        }
        return Sha256.ofText(hashes.toString());
    }

    static TokenizerJson find(Path modelDirectory) {
        Path ready = modelDirectory.resolve(READY);
        Path vocabulary = modelDirectory.resolve(VOCABULARY);
        if (Files.isRegularFile(ready)) {
            return of(ready, String.join("\n", Utf8Lines.read(ready)));
        }
        if (Files.isRegularFile(vocabulary)) {
            return of(vocabulary, BertVocabulary.read(vocabulary).tokenizerJson());
        }
        throw new IllegalArgumentException("No tokenizer in " + modelDirectory + ": neither tokenizer.json nor"
                + " vocab.txt. Copy tokenizer.json from the model's page; Hugging Face's save_pretrained of a fast"
                + " tokenizer writes it.");
    }

    private static TokenizerJson of(Path file, String text) {
        JsonNode root = parse(file, text);
        JsonNode vocabulary = root.path("model").path("vocab");
        if (vocabulary.isEmpty()) {
            throw new MalformedFileException(file, "model.vocab",
                    "there is no vocabulary. Is the file complete, and a tokenizer.json of Hugging Face's tokenizers?");
        }
        boolean changed = makeSpacesPartOfWords(root.path("pre_tokenizer"));
        return new TokenizerJson(file, changed ? JSON.writeValueAsString(root) : text, unknown(file, root), largestId(root) + 1);
    }

    /**
     * Byte-level BPE (RoBERTa's) takes a word for another at the beginning of a text, where no space is before it. Words that are
     * given one by one would all be such: we do what transformers calls {@code add_prefix_space=True}, and asks for there.
     *
     * @return whether anything was to be changed
     */
    private static boolean makeSpacesPartOfWords(JsonNode preTokenizer) {
        if (preTokenizer.path("type").asString("").equals("ByteLevel") && preTokenizer instanceof ObjectNode byteLevel
                && !byteLevel.path("add_prefix_space").asBoolean(false)) {
            byteLevel.put("add_prefix_space", true);
            return true;
        }
        return preTokenizer.path("pretokenizers").valueStream().filter(TokenizerJson::makeSpacesPartOfWords).count() > 0;
    }

    /** @return the JSON object in {@code text}, which came from {@code file} */
    static JsonNode parse(Path file, String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new MalformedFileException(file, "", "not valid JSON (" + JsonText.reason(e)
                    + "). Fetch or copy the file again.", e);
        }
    }

    private static int largestId(JsonNode root) {
        JsonNode vocabulary = root.path("model").path("vocab");
        int largest = vocabulary.isArray() ? vocabulary.size() - 1
                : vocabulary.valueStream().mapToInt(JsonNode::asInt).max().orElse(-1);
        int added = root.path("added_tokens").valueStream().mapToInt(token -> token.path("id").asInt())
                .max().orElse(-1);
        return Math.max(largest, added);
    }

    /** WordPiece names its unknown piece, Unigram numbers it, byte-level BPE has it only among the added tokens. */
    private static int unknown(Path file, JsonNode root) {
        JsonNode model = root.path("model");
        if (model.path("unk_id").isIntegralNumber()) {
            return model.path("unk_id").intValue();
        }
        if (model.path("unk_token").isString()) {
            String token = model.path("unk_token").stringValue();
            if (model.path("vocab").path(token).isIntegralNumber()) {
                return model.path("vocab").path(token).intValue();
            }
            return added(root, token).orElseThrow(() -> new MalformedFileException(file, "model.unk_token",
                    "the unknown piece '" + token + "' is not in the vocabulary. Is the file complete?"));
        }
        return added(root, "<unk>").orElseGet(() -> added(root, "[UNK]").orElseThrow(
                () -> new MalformedFileException(file, "model.unk_token",
                        "no unknown piece is named, and neither <unk> nor [UNK] is an added token. Name it there.")));
    }

    private static OptionalInt added(JsonNode root, String content) {
        return root.path("added_tokens").valueStream()
                .filter(token -> token.path("content").asString("").equals(content))
                .mapToInt(token -> token.path("id").asInt()).findFirst();
    }

    /** @return the JSON text of a value made of maps, lists and scalars */
    static String write(Map<String, ?> value) {
        return JSON.writeValueAsString(value);
    }
}
