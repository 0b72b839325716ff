package dev.headstart.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.io.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizerTest {
    private static final List<String> WORDS = List.of("Die", "Äiti",
            "हिन्दी", "क्‍या", "buite-egtelike", "東京", "😀", "R.H.", "\u200d", "[SEP]");

    private static final Path FAMILIES = Path.of("src", "test", "resources", "golden", "family");

    @TempDir
    private Path model;

    private void vocabulary(String settings, String... pieces) throws IOException {
        Stream<String> special = Stream.of("[PAD]", "[UNK]", "[CLS]", "[SEP]");
        Files.writeString(model.resolve("vocab.txt"),
                Stream.concat(special, Stream.of(pieces)).collect(Collectors.joining("\n", "", "\n")));
        if (!settings.isEmpty()) {
            Files.writeString(model.resolve("tokenizer_config.json"), settings);
        }
    }

    private List<List<Integer>> pieces(String... words) {
        try (Tokenizer tokenizer = Tokenizer.load(model)) {
            return boxed(tokenizer.pieces(List.of(words)));
        }
    }

    private static List<List<Integer>> boxed(List<int[]> pieces) {
        return pieces.stream().map(ids -> Arrays.stream(ids).boxed().toList()).toList();
    }

    @Test
    void specialTokensAreThoseOfBert() {
        try (Tokenizer tokenizer = MiniModel.tokenizer()) {
            assertThat(tokenizer.prefix()).containsExactly(2);
            assertThat(tokenizer.suffix()).containsExactly(3);
            assertThat(tokenizer.unknown()).isEqualTo(1);
            assertThat(tokenizer.vocabularySize()).isEqualTo(16_000);
        }
    }

    @ParameterizedTest
    @CsvSource({"roberta, 0, 2, 3, 360", "xlm-roberta, 0, 2, 3, 359", "electra, 2, 3, 1, 360"})
    void specialTokensAreThoseOfTheFamily(String family, int before, int after, int unknown, int vocabulary) {
        try (Tokenizer tokenizer = Tokenizer.load(FAMILIES.resolve(family))) {
            assertThat(tokenizer.prefix()).containsExactly(before);
            assertThat(tokenizer.suffix()).containsExactly(after);
            assertThat(tokenizer.unknown()).isEqualTo(unknown);
            assertThat(tokenizer.vocabularySize()).isEqualTo(vocabulary);
        }
    }

    @Test
    void byteLevelPiecesBeginWithTheSpaceWhereverTheirSettingStands() throws IOException {
        String alone = Files.readString(FAMILIES.resolve("roberta/tokenizer.json"));
        String setting = alone.replaceAll("(?s).*\"pre_tokenizer\": (\\{.*?\\}).*", "$1");
        Files.writeString(model.resolve("tokenizer.json"), alone.replace("\"pre_tokenizer\": " + setting,
                "\"pre_tokenizer\": {\"type\": \"Sequence\", \"pretokenizers\": [{\"type\": \"Digits\", \"individual_digits\": false}, "
                        + setting + "]}"));
        try (Tokenizer tokenizer = Tokenizer.load(FAMILIES.resolve("roberta"))) {
            assertThat(pieces("ferry", "school")).isEqualTo(boxed(tokenizer.pieces(List.of("ferry", "school"))));
            assertThat(boxed(tokenizer.pieces(List.of("mask"))).get(0)).as("the piece of the space leads").startsWith(225);
        }
    }

    @Test
    void aTokenizerFromVocabularyAloneEqualsTokenizerJson() throws IOException {
        for (String file : List.of("vocab.txt", "tokenizer_config.json")) {
            Files.copy(MiniModel.DIRECTORY.resolve(file), model.resolve(file));
        }
        try (Tokenizer ready = MiniModel.tokenizer(); Tokenizer built = Tokenizer.load(model)) {
            assertThat(boxed(built.pieces(WORDS))).isEqualTo(boxed(ready.pieces(WORDS)));
            assertThat(built.prefix()).isEqualTo(ready.prefix());
            assertThat(built.suffix()).isEqualTo(ready.suffix());
            assertThat(built.unknown()).isEqualTo(ready.unknown());
            assertThat(built.vocabularySize()).isEqualTo(ready.vocabularySize());
        }
    }

    @Test
    void hindiWordsKeepTheirVowelSigns() throws IOException {
        vocabulary("{\"do_lower_case\": false}", "हिन्दी", "हनद");
        assertThat(pieces("हिन्दी")).containsExactly(List.of(4));
    }

    @Test
    void lowerCasingIsTheDefaultAndTakesAccentsWithIt() throws IOException {
        vocabulary("", "ete", "été");
        assertThat(pieces("ÉTÉ", "été")).containsExactly(List.of(4), List.of(4));
    }

    @Test
    void settingsBesideTheVocabularyAreHeeded() throws IOException {
        vocabulary("{\"do_lower_case\": true, \"strip_accents\": false, \"tokenize_chinese_chars\": false}",
                "ete", "été", "東京", "東", "##京");
        assertThat(pieces("ÉTÉ", "東京")).containsExactly(List.of(5), List.of(6));
    }

    @Test
    void aCasedVocabularyThatDoesNotSayItIsCasedIsAnError() throws IOException {
        vocabulary("{}", "ete", "Paris");
        assertThatThrownBy(() -> Tokenizer.load(model)).isInstanceOf(MalformedFileException.class)
                .hasMessageContainingAll("vocab.txt", "line 6", "'Paris'", "do_lower_case");
    }

    @Test
    void aRepeatedPieceKeepsItsLastLine() throws IOException {
        vocabulary("", "a", "b", "a", "c");
        assertThat(pieces("a", "b", "c")).containsExactly(List.of(6), List.of(5), List.of(7));
    }

    @Test
    void aVocabularyWithoutSpecialPiecesIsAnError() throws IOException {
        Files.writeString(model.resolve("vocab.txt"), "a\nb\n");
        assertThatThrownBy(() -> Tokenizer.load(model)).isInstanceOf(MalformedFileException.class)
                .hasMessageContainingAll("vocab.txt", "[UNK]", "one piece a line");
    }

    @Test
    void aFolderWithoutTokenizerIsAnError() {
        assertThatThrownBy(() -> Tokenizer.load(model)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(model.toString(), "neither tokenizer.json nor vocab.txt", "Copy");
    }

    @Test
    void brokenTokenizerFilesAreErrors() throws IOException {
        Path file = model.resolve("tokenizer.json");
        Files.writeString(file, "{\"model\": ");
        assertThatThrownBy(() -> Tokenizer.load(model)).isInstanceOf(MalformedFileException.class)
                .hasMessageContainingAll("tokenizer.json", "JSON");
        Files.writeString(file, "{}");
        assertThatThrownBy(() -> Tokenizer.load(model)).isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("no vocabulary");
        Files.writeString(file, "{\"model\": {\"type\": \"Odd\", \"unk_token\": \"a\", \"vocab\": {\"a\": 0}}}");
        assertThatThrownBy(() -> Tokenizer.load(model)).isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("cannot use it").hasCauseInstanceOf(RuntimeException.class);
    }

    @Test
    void paddingAndTruncationOfTheFileAreOff() throws IOException {
        String json = Files.readString(MiniModel.DIRECTORY.resolve("tokenizer.json"));
        Files.writeString(model.resolve("tokenizer.json"), json
                .replace("\"truncation\": null", "\"truncation\": {\"direction\": \"Right\", \"max_length\": 4, "
                        + "\"strategy\": \"LongestFirst\", \"stride\": 0}")
                .replace("\"padding\": null", "\"padding\": {\"strategy\": {\"Fixed\": 64}, \"direction\": \"Right\", "
                        + "\"pad_to_multiple_of\": null, "
                        + "\"pad_id\": 0, \"pad_type_id\": 0, \"pad_token\": \"[PAD]\"}"));
        try (Tokenizer ready = MiniModel.tokenizer(); Tokenizer odd = Tokenizer.load(model)) {
            assertThat(boxed(odd.pieces(WORDS))).isEqualTo(boxed(ready.pieces(WORDS)));
            assertThat(odd.suffix()).isEqualTo(ready.suffix());
        }
    }

    @Test
    void sentencepieceModelsHaveTheirOwnSpecialTokens() throws IOException {
        Files.writeString(model.resolve("tokenizer.json"), """
                {"version": "1.0", "added_tokens": [
                  {"id": 0, "content": "<s>", "special": true, "normalized": false,
                   "single_word": false, "lstrip": false, "rstrip": false},
                  {"id": 2, "content": "</s>", "special": true, "normalized": false,
                   "single_word": false, "lstrip": false, "rstrip": false}],
                 "pre_tokenizer": {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always"},
                 "post_processor": {"type": "TemplateProcessing",
                   "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}},
                     {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}}],
                   "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}}],
                   "special_tokens": {"<s>": {"id": "<s>", "ids": [0], "tokens": ["<s>"]},
                     "</s>": {"id": "</s>", "ids": [2], "tokens": ["</s>"]}}},
                 "model": {"type": "Unigram", "unk_id": 3, "vocab": [["<s>", 0], ["<pad>", 0], ["</s>", 0],
                   ["<unk>", 0], ["\u2581", -2], ["\u2581die", -1], ["s", -3]]}}
                """);
        try (Tokenizer tokenizer = Tokenizer.load(model)) {
            assertThat(tokenizer.prefix()).containsExactly(0);
            assertThat(tokenizer.suffix()).containsExactly(2);
            assertThat(tokenizer.unknown()).isEqualTo(3);
            assertThat(tokenizer.vocabularySize()).isEqualTo(7);
            assertThat(boxed(tokenizer.pieces(List.of("dies", "die")))).containsExactly(List.of(5, 6), List.of(5));
        }
    }

    @Test
    void severalThreadsGiveWhatOneGives() {
        List<List<String>> sentences = Stream.generate(() -> WORDS).limit(500).toList();
        try (Tokenizer tokenizer = MiniModel.tokenizer()) {
            List<List<Integer>> expected = boxed(tokenizer.pieces(WORDS));
            assertThat(tokenizer.piecesOfAll(sentences)).hasSize(500)
                    .allSatisfy(pieces -> assertThat(boxed(pieces)).isEqualTo(expected));
        }
    }
}
