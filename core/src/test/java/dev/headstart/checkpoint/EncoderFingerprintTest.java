package dev.headstart.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.io.MalformedFileException;
import dev.headstart.torch.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderFingerprintTest {
    @TempDir
    Path folder;
    private String fingerprint;

    @BeforeEach
    void writeCheckpoint() throws IOException {
        Engine.start();
        writeWeights();
        Files.writeString(folder.resolve("vocab.txt"), "[PAD]\n");
        fingerprint = EncoderFingerprint.of(folder);
    }

    @Test
    void itIsASha256ThatStaysTheSame() {
        assertThat(fingerprint).matches("[0-9a-f]{64}").isEqualTo(EncoderFingerprint.of(folder));
    }

    @Test
    void settingsWithoutEffectDoNotChangeIt() throws IOException {
        config(TinyCheckpoint.CONFIG.replace("\"pad_token_id\": 0", "\"use_cache\": true, \"hidden_dropout_prob\": 0.2"));
        assertThat(EncoderFingerprint.of(folder)).isEqualTo(fingerprint);
    }

    @Test
    void aDefaultWrittenOutDoesNotChangeIt() throws IOException {
        config(TinyCheckpoint.CONFIG.replace("1e-12", "0.000000000001, \"hidden_act\": \"gelu\""));
        assertThat(EncoderFingerprint.of(folder)).isEqualTo(fingerprint);
    }

    @Test
    void otherMathematicsChangeIt() throws IOException {
        config(TinyCheckpoint.CONFIG.replace("1e-12", "1e-5"));
        assertThat(EncoderFingerprint.of(folder)).isNotEqualTo(fingerprint);
        config(TinyCheckpoint.CONFIG.replace("1e-12", "1e-12, \"hidden_act\": \"relu\""));
        assertThat(EncoderFingerprint.of(folder)).isNotEqualTo(fingerprint);
    }

    @Test
    void otherWeightsChangeIt() throws IOException {
        writeWeights();
        assertThat(EncoderFingerprint.of(folder)).isNotEqualTo(fingerprint);
    }

    @Test
    void anotherTokenizerChangesIt() throws IOException {
        Files.writeString(folder.resolve("vocab.txt"), "[UNK]\n");
        String other = EncoderFingerprint.of(folder);
        assertThat(other).isNotEqualTo(fingerprint);
        Files.writeString(folder.resolve("tokenizer.json"), "{}");
        assertThat(EncoderFingerprint.of(folder)).isNotEqualTo(other).isNotEqualTo(fingerprint);
    }

    @Test
    void howAVocabularyIsUsedChangesItWhereNoTokenizerSaysSo() throws IOException {
        Path settings = folder.resolve("tokenizer_config.json");
        for (String other : List.of("{\"do_lower_case\": false}", "{\"strip_accents\": false}", "{\"tokenize_chinese_chars\": false}")) {
            Files.writeString(settings, other);
            assertThat(EncoderFingerprint.of(folder)).as(other).isNotEqualTo(fingerprint);
        }
        Files.writeString(settings, "{\"do_lower_case\": true, \"strip_accents\": null, \"model_max_length\": 512}");
        assertThat(EncoderFingerprint.of(folder)).isEqualTo(fingerprint);
        Files.writeString(folder.resolve("tokenizer.json"), "{}");
        String ready = EncoderFingerprint.of(folder);
        Files.writeString(settings, "{\"do_lower_case\": false}");
        assertThat(EncoderFingerprint.of(folder)).isEqualTo(ready);
    }

    @Test
    void everyShardCounts() throws IOException {
        Files.delete(folder.resolve("model.safetensors"));
        try (PointerScope scope = new PointerScope()) {
            Map<String, Tensor> tensors = TinyCheckpoint.encoder(folder, ScalarType.Float, UnaryOperator.identity());
            TinyCheckpoint.writeShards(folder, tensors);
            String before = EncoderFingerprint.of(folder);
            TinyCheckpoint.write(folder.resolve(TinyCheckpoint.shard(1)), Map.of());
            assertThat(EncoderFingerprint.of(folder)).isNotEqualTo(before);
        }
    }

    @Test
    void aMissingFolderIsNamed() {
        assertThatThrownBy(() -> EncoderFingerprint.of(folder.resolve("none")))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("no such folder");
    }

    private void writeWeights() throws IOException {
        try (PointerScope scope = new PointerScope()) {
            TinyCheckpoint.write(folder.resolve("model.safetensors"),
                    TinyCheckpoint.encoder(folder, ScalarType.Float, UnaryOperator.identity()));
        }
    }

    private void config(String text) throws IOException {
        Files.writeString(folder.resolve("config.json"), text);
    }
}
