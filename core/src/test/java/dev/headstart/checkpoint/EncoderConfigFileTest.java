package dev.headstart.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.io.MalformedFileException;
import dev.headstart.model.Activation;
import dev.headstart.model.EmbeddingConfig;
import dev.headstart.model.EncoderConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncoderConfigFileTest {
    private static final String REQUIRED = """
            "vocab_size": 5, "hidden_size": 4, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 6,
            "max_position_embeddings": 7""";

    private static final String DISTILBERT = """
            "vocab_size": 5, "dim": 4, "n_layers": 1, "n_heads": 2, "hidden_dim": 6, "max_position_embeddings": 7""";

    @TempDir
    Path folder;

    @Test
    void whatIsLeftOutHasTransformersDefaults() throws IOException {
        assertThat(read("\"model_type\": \"bert\", " + REQUIRED).config())
                .isEqualTo(new EncoderConfig(5, 4, 1, 2, 6, 7, 2, Activation.GELU, 1e-12, 0.1, 0.1));
    }

    @Test
    void whatIsGivenIsUsed() throws IOException {
        assertThat(read("\"model_type\": \"bert\", \"type_vocab_size\": 1, \"hidden_act\": \"relu\", \"layer_norm_eps\": 1e-5, "
                + "\"hidden_dropout_prob\": 0, \"attention_probs_dropout_prob\": 0.5, " + REQUIRED).config())
                .isEqualTo(new EncoderConfig(5, 4, 1, 2, 6, 7, 1, Activation.RELU, 1e-5, 0, 0.5));
    }

    @Test
    void theMiniModelIsRead() {
        EncoderConfigFile mini = EncoderConfigFile.read(Path.of("..", "models", "mini", "config.json"));
        assertThat(mini.config()).isEqualTo(new EncoderConfig(16000, 256, 4, 4, 1024, 512, 2, Activation.GELU, 1e-12, 0.1, 0.1));
        assertThat(mini.ignored()).containsExactly("architectures", "classifier_dropout", "initializer_range", "pad_token_id",
                "tie_word_embeddings", "torch_dtype", "use_cache");
    }

    @Test
    void robertasPositionsBeginBehindItsPadding() throws IOException {
        EncoderConfig config = read("\"model_type\": \"roberta\", \"pad_token_id\": 3, \"type_vocab_size\": 1, " + REQUIRED).config();
        assertThat(config).isEqualTo(new EncoderConfig("RoBERTa", new EmbeddingConfig(5, 4, 7, 4, 1), 4, 1, 2, 6,
                Activation.GELU, 1e-12, 0.1, 0.1));
        assertThat(config.maxPositions()).isEqualTo(3);
        assertThat(read("\"model_type\": \"xlm-roberta\", " + REQUIRED).config().embeddings())
                .as("transformers' defaults").isEqualTo(new EmbeddingConfig(5, 4, 7, 2, 2));
    }

    @Test
    void electrasEmbeddingsHaveAWidthOfTheirOwn() throws IOException {
        assertThat(read("\"model_type\": \"electra\", \"embedding_size\": 2, " + REQUIRED).config().embeddings())
                .isEqualTo(new EmbeddingConfig(5, 2, 7, 0, 2));
        assertThat(read("\"model_type\": \"electra\", " + REQUIRED).config().embeddings().width())
                .as("transformers' default").isEqualTo(128);
    }

    @Test
    void distilbertHasItsOwnKeysAndNoTypes() throws IOException {
        EncoderConfigFile read = read("\"model_type\": \"distilbert\", \"type_vocab_size\": 2, \"layer_norm_eps\": 1, "
                + "\"dropout\": 0.2, \"activation\": \"relu\", " + DISTILBERT);
        assertThat(read.config()).isEqualTo(new EncoderConfig("DistilBERT", new EmbeddingConfig(5, 4, 7, 0, 0), 4, 1, 2, 6,
                Activation.RELU, 1e-12, 0.2, 0.1));
        assertThat(read.ignored()).containsExactly("type_vocab_size", "layer_norm_eps");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vocab_size", "dim", "n_layers", "n_heads", "hidden_dim", "max_position_embeddings"})
    void aMissingSizeOfDistilbertIsNamed(String key) {
        assertRefused("\"model_type\": \"distilbert\", " + DISTILBERT.replace(key, "other"), "'" + key + "'", "missing");
    }

    @ParameterizedTest
    @CsvSource({"BertForMaskedLM, BERT", "DistilBertModel, DistilBERT", "RobertaForMaskedLM, RoBERTa",
        "XLMRobertaForTokenClassification, XLM-RoBERTa", "ElectraForPreTraining, ELECTRA"})
    void anOldFileWithoutTypeIsTakenByItsArchitecture(String architecture, String family) throws IOException {
        EncoderConfigFile read = read("\"architectures\": [\"" + architecture + "\"], "
                + (family.equals("DistilBERT") ? DISTILBERT : REQUIRED));
        assertThat(read.config().family()).isEqualTo(family);
        assertThat(read.ignored()).containsExactly("architectures");
    }

    @Test
    void nullMeansAbsent() throws IOException {
        assertThat(read("\"model_type\": \"bert\", \"hidden_act\": null, \"is_decoder\": null, \"pruned_heads\": {}, " + REQUIRED)
                .config().activation()).isEqualTo(Activation.GELU);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vocab_size", "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size",
        "max_position_embeddings"})
    void aMissingSizeIsNamed(String key) {
        assertRefused("\"model_type\": \"bert\", " + REQUIRED.replace(key, "other"), key, "missing");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "'model_type': 'gpt2'                                         | model_type | supported are bert, distilbert, roberta, xlm-roberta, electra",
        "'model_type': 'BERT'                                         | model_type | supported are bert",
        "'model_type': 'roberta', 'pad_token_id': 6                   |            | first position is row 7 of 7",
        "'model_type': 'roberta', 'pad_token_id': -1                  | pad_token_id | at least 0",
        "'model_type': 'electra', 'embedding_size': 0                 | embedding_size | at least 1",
        "'model_type': 'electra', 'position_embedding_type': 'relative_key' | position_embedding_type | 'absolute'",
        "'model_type': 'xlm-roberta', 'is_decoder': true              | is_decoder | encoders",
        "'model_type': 'distilbert'                                   | dim        | missing",
        "'model_type': 1                                              | model_type | a text",
        "'pad_token_id': 0                                            | model_type | missing",
        "'architectures': ['GPT2Model']                               | model_type | missing; supported are bert",
        "'model_type': 'bert', 'hidden_act': 'mish'                   | mish | gelu, gelu_new, relu",
        "'model_type': 'bert', 'hidden_act': 1                        | hidden_act | a text",
        "'model_type': 'bert', 'position_embedding_type': 'relative_key' | position_embedding_type | 'absolute'",
        "'model_type': 'bert', 'is_decoder': true                     | is_decoder | encoders",
        "'model_type': 'bert', 'add_cross_attention': true            | add_cross_attention | encoders",
        "'model_type': 'bert', 'is_decoder': 'yes'                    | is_decoder | true or false",
        "'model_type': 'bert', 'pruned_heads': {'0':[1]}              | pruned_heads | full",
        "'model_type': 'bert', 'quantization_config': {'bits':8}      | quantization_config | unquantised",
        "'model_type': 'bert', 'layer_norm_eps': '1e-12'              | layer_norm_eps | without quotes",
        "'model_type': 'bert', 'layer_norm_eps': -1                   | layer_norm_eps | above 0",
        "'model_type': 'bert', 'hidden_dropout_prob': 1.5             | hidden_dropout_prob | [0, 1)",
        "'model_type': 'bert', 'type_vocab_size': 1.5                 | type_vocab_size | whole number",
    })
    void whatWouldChangeTheMathematicsIsRefused(String keys, String key, String why) {
        assertRefused(keys.replace('\'', '"') + ", " + REQUIRED, key == null ? "" : key, why);
    }

    @Test
    void aSizeInQuotesIsRefused() {
        assertRefused("\"model_type\": \"bert\", " + REQUIRED.replace("\"hidden_size\": 4", "\"hidden_size\": \"4\""),
                "hidden_size", "\"4\"");
    }

    @Test
    void headsMustDivideTheWidth() {
        assertRefused("\"model_type\": \"bert\", " + REQUIRED.replace("\"num_attention_heads\": 2", "\"num_attention_heads\": 3"),
                "hidden size is 4", "multiple of the number of heads, which is 3");
    }

    @Test
    void aKeyGivenTwiceIsRefused() {
        assertRefused("\"model_type\": \"bert\", \"hidden_size\": 8, " + REQUIRED, "hidden_size", "Duplicate");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> EncoderConfigFile.read(folder.resolve("config.json")))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("config.json").hasMessageContaining("no such file");
    }

    private void assertRefused(String keys, String key, String why) {
        assertThatThrownBy(() -> read(keys)).isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("config.json").hasMessageContaining(key).hasMessageContaining(why);
    }

    private EncoderConfigFile read(String keys) throws IOException {
        return EncoderConfigFile.read(Files.writeString(folder.resolve("config.json"), "{" + keys + "}"));
    }
}
