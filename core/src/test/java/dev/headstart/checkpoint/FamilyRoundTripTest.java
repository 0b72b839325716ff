package dev.headstart.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.io.MalformedFileException;
import dev.headstart.model.Parameters;
import dev.headstart.torch.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What transformers wrote of each family, read and written back. */
class FamilyRoundTripTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden", "family");
    private static final String WEIGHTS = "model.safetensors";

    @TempDir
    Path target;
    private Engine engine;
    private PointerScope scope;

    @BeforeEach
    void openScope() {
        engine = Engine.start();
        scope = new PointerScope();
    }

    @AfterEach
    void closeScope() {
        scope.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"distilbert", "roberta", "xlm-roberta", "electra"})
    void whatWasSavedLoadsBitForBitUnderTheOldNames(String name) throws IOException {
        EncoderCheckpoint checkpoint = EncoderCheckpoint.load(FOLDER.resolve(name), engine);
        Parameters moved = checkpoint.encoder().map(tensor -> tensor.add(torch.rand_like(tensor)));
        checkpoint.save(target, moved);
        Parameters loaded = EncoderCheckpoint.load(target, engine).encoder();
        assertThat(loaded.byName().keySet()).containsExactlyElementsOf(EncoderTensors.shapes(checkpoint.config()).keySet());
        loaded.byName().forEach((each, tensor) -> assertThat(tensor.equal(moved.get(each))).as(each).isTrue());
        assertSurplusKept(FOLDER.resolve(name), checkpoint.surplus());
        assertThat(Files.readString(target.resolve("config.json"))).isEqualTo(
                Files.readString(FOLDER.resolve(name).resolve("config.json")).replace("\"float16\"", "\"float32\""));
    }

    private void assertSurplusKept(Path source, List<String> surplus) {
        try (SafetensorsFile before = SafetensorsFile.open(source.resolve(WEIGHTS));
                SafetensorsFile after = SafetensorsFile.open(target.resolve(WEIGHTS))) {
            assertThat(after.names()).containsExactlyElementsOf(before.names());
            assertThat(surplus).isNotEmpty().allSatisfy(each -> assertThat(after.read(each).equal(before.read(each))).isTrue());
        }
    }

    @ParameterizedTest
    @CsvSource({"distilbert, vocab_projector.bias", "roberta, pooler.dense.weight", "xlm-roberta, lm_head.layer_norm.bias",
        "electra, discriminator_predictions.dense.weight"})
    void headsAndPoolersLieBesideTheEncoder(String name, String head) {
        assertThat(EncoderCheckpoint.load(FOLDER.resolve(name), engine).surplus()).contains(head);
    }

    @Test
    void everyTokenizersFilesAreCopied() throws IOException {
        Path source = Files.createDirectory(target.resolve("source"));
        for (String name : List.of("config.json", WEIGHTS, "tokenizer.json", "tokenizer_config.json")) {
            Files.copy(FOLDER.resolve("xlm-roberta").resolve(name), source.resolve(name));
        }
        List<String> others = List.of("sentencepiece.bpe.model", "merges.txt", "vocab.json", "special_tokens_map.json");
        for (String name : others) {
            Files.writeString(source.resolve(name), name);
        }
        EncoderCheckpoint checkpoint = EncoderCheckpoint.load(source, engine);
        checkpoint.save(target.resolve("saved"), checkpoint.encoder());
        assertThat(others).allSatisfy(name -> assertThat(target.resolve("saved").resolve(name)).hasContent(name));
    }

    /** The encoders' tensors have the same names and shapes: with BERT's places it would run, and be wrong. */
    @Test
    void aCheckpointOfAnotherFamilyIsRefused() throws IOException {
        Path source = FOLDER.resolve("xlm-roberta");
        Files.copy(source.resolve(WEIGHTS), target.resolve(WEIGHTS));
        Files.writeString(target.resolve("config.json"),
                Files.readString(source.resolve("config.json")).replace("xlm-roberta", "bert"));
        assertThatThrownBy(() -> EncoderCheckpoint.load(target, engine)).isInstanceOf(MalformedFileException.class)
                .hasMessageContainingAll("model.safetensors", "'lm_head.bias'", "does not belong to the BERT encoder", "config.json");
    }

    @Test
    void aMissingTensorIsCalledAsInTheFile() throws IOException {
        Path source = FOLDER.resolve("distilbert");
        Files.copy(source.resolve(WEIGHTS), target.resolve(WEIGHTS));
        Files.writeString(target.resolve("config.json"),
                Files.readString(source.resolve("config.json")).replace("\"n_layers\": 3", "\"n_layers\": 4"));
        assertThatThrownBy(() -> EncoderCheckpoint.load(target, engine)).isInstanceOf(MalformedFileException.class)
                .hasMessageContainingAll("model.safetensors", "'transformer.layer.3.attention.q_lin.weight'", "missing");
    }
}
