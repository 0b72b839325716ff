package dev.headstart.data;

import dev.headstart.io.MalformedFileException;
import dev.headstart.io.Utf8Lines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The WordPiece tokenizer of checkpoints that ship only {@code vocab.txt}, one piece a line, and perhaps
 * {@code tokenizer_config.json}. Defaults are those of transformers' {@code BertTokenizer}.
 *
 * @param ids      ids by piece
 * @param settings tokenizer_config.json, or a missing node
 */
record BertVocabulary(Path file, Map<String, Integer> ids, JsonNode settings) {
    /** Beside the vocabulary, where there is one. */
    static final String SETTINGS = "tokenizer_config.json";
    private static final List<String> SETTINGS_READ = List.of("do_lower_case", "strip_accents", "tokenize_chinese_chars");
    private static final Set<String> DEFAULTS = Set.of("do_lower_case=true", "tokenize_chinese_chars=true");
    private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");

    static BertVocabulary read(Path vocabulary) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        int line = 0;
        for (String piece : Utf8Lines.read(vocabulary)) {
            ids.put(piece, line++);  // a repeated piece keeps its last line, as in transformers
        }
        for (String needed : List.of("[UNK]", "[CLS]", "[SEP]")) {
            if (!ids.containsKey(needed)) {
                throw new MalformedFileException(vocabulary, "", "the piece " + needed + " is missing; a BERT"
                        + " vocabulary has one piece a line, " + String.join(" ", SPECIAL) + " among them."
                        + " Is it from another model?");
            }
        }
        return new BertVocabulary(vocabulary, ids, settingsBeside(vocabulary));
    }

    private static JsonNode settingsBeside(Path vocabulary) {
        Path file = vocabulary.resolveSibling(SETTINGS);
        return Files.isRegularFile(file) ? TokenizerJson.parse(file, String.join("\n", Utf8Lines.read(file)))
                : MissingNode.getInstance();
    }

    /** @return of the settings that are read here those that are not the defaults, e.g. {@code do_lower_case=false} */
    static List<String> departures(Path vocabulary) {
        JsonNode settings = settingsBeside(vocabulary);
        return SETTINGS_READ.stream().filter(name -> settings.path(name).isBoolean())
                .map(name -> name + "=" + settings.path(name).booleanValue()).filter(setting -> !DEFAULTS.contains(setting)).toList();
    }

    String tokenizerJson() {
        return TokenizerJson.write(Map.of(
                "version", "1.0",
                "added_tokens", SPECIAL.stream().filter(ids::containsKey).map(this::addedToken).toList(),
                "normalizer", normalizer(),
                "pre_tokenizer", Map.of("type", "BertPreTokenizer"),
                "post_processor", Map.of("type", "BertProcessing",
                        "cls", List.of("[CLS]", ids.get("[CLS]")), "sep", List.of("[SEP]", ids.get("[SEP]"))),
                "model", Map.of("type", "WordPiece", "unk_token", "[UNK]", "continuing_subword_prefix", "##",
                        "max_input_chars_per_word", 100, "vocab", ids)));
    }

    private Map<String, Object> addedToken(String token) {
        return Map.of("id", ids.get(token), "content", token, "special", true, "normalized", false,
                "single_word", false, "lstrip", false, "rstrip", false);
    }

    private Map<String, Object> normalizer() {
        Map<String, Object> normalizer = new HashMap<>();
        normalizer.put("type", "BertNormalizer");
        normalizer.put("clean_text", true);
        normalizer.put("handle_chinese_chars", settings.path("tokenize_chinese_chars").asBoolean(true));
        // null, the default, means: strip them if lower-casing. A cased model keeps them, and so Hindi vowel signs.
        JsonNode accents = settings.path("strip_accents");
        normalizer.put("strip_accents", accents.isBoolean() ? accents.booleanValue() : null);
        normalizer.put("lowercase", lowercase());
        return normalizer;
    }

    /**
     * Whether to lower-case: as tokenizer_config.json says. Deviation: where it says nothing, transformers lower-cases
     * whatever the vocabulary; we refuse if pieces with capital letters show that this would be wrong.
     */
    private boolean lowercase() {
        if (settings.path("do_lower_case").isBoolean()) {
            return settings.path("do_lower_case").booleanValue();
        }
        ids.keySet().stream().filter(BertVocabulary::hasCapital).findFirst().ifPresent(piece -> {
            throw new MalformedFileException(file, "line " + (ids.get(piece) + 1), "the piece '" + piece + "' has"
                    + " capital letters, but no tokenizer_config.json beside it says whether to lower-case text."
                    + " Write {\"do_lower_case\": false} into that file, or true.");
        });
        return true;
    }

    private static boolean hasCapital(String piece) {
        boolean special = piece.startsWith("[") && piece.endsWith("]");
        return !special && piece.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
    }
}
