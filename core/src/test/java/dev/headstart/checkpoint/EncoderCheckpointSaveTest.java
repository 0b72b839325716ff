package dev.headstart.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.io.MalformedFileException;
import dev.headstart.model.Parameters;
import dev.headstart.torch.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderCheckpointSaveTest {
    private static final Path MINI = Path.of("..", "models", "mini");

    @TempDir
    Path source;
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

    @Test
    void whatWasSavedLoadsBitForBit() {
        EncoderCheckpoint mini = EncoderCheckpoint.load(MINI, engine);
        Parameters moved = mini.encoder().map(tensor -> tensor.add(torch.rand_like(tensor)));
        mini.save(target, moved);
        Parameters loaded = EncoderCheckpoint.load(target, engine).encoder();
        assertThat(loaded.byName().keySet()).containsExactlyElementsOf(moved.byName().keySet());
        loaded.byName().forEach((name, tensor) -> assertThat(tensor.equal(moved.get(name))).as(name).isTrue());
    }

    @Test
    void savingTwiceGivesEqualBytes() throws IOException {
        EncoderCheckpoint mini = EncoderCheckpoint.load(MINI, engine);
        mini.save(target, mini.encoder());
        byte[] first = Files.readAllBytes(target.resolve("model.safetensors"));
        mini.save(target, mini.encoder().copy());
        assertThat(Files.readAllBytes(target.resolve("model.safetensors"))).isEqualTo(first);
    }

    @Test
    void namesAndTheirOrderAndTheSurplusAreAsTheyCame() throws IOException {
        writeOldStyleCheckpoint();
        EncoderCheckpoint checkpoint = EncoderCheckpoint.load(source, engine);
        checkpoint.save(target, checkpoint.encoder());
        try (SafetensorsFile before = SafetensorsFile.open(source.resolve("model.safetensors"));
                SafetensorsFile after = SafetensorsFile.open(target.resolve("model.safetensors"))) {
            assertThat(after.names()).containsExactlyElementsOf(before.names()).contains("bert.embeddings.LayerNorm.gamma");
            for (String name : before.names()) {
                boolean surplus = name.startsWith("cls.") || name.contains("pooler") || name.endsWith("position_ids");
                assertThat(after.type(name)).as(name).isEqualTo(surplus ? before.type(name) : ElementType.F32);
                assertThat(after.read(name).equal(before.read(name).to(after.type(name).scalarType()))).as(name).isTrue();
            }
        }
    }

    @Test
    void theSurplusKeepsEvenBitsThatAreNoNumbers() throws IOException {
        Map<String, Tensor> tensors = writeOldStyleCheckpoint();
        tensors.put("cls.nan", torch.full(new long[] {3}, new Scalar(Double.NaN)));
        TinyCheckpoint.write(source.resolve("model.safetensors"), tensors);
        EncoderCheckpoint checkpoint = EncoderCheckpoint.load(source, engine);
        checkpoint.save(target, checkpoint.encoder());
        assertThat(bytes(target, "cls.nan")).isEqualTo(bytes(source, "cls.nan"));
    }

    @Test
    void shardsAreSavedAsOneFile() throws IOException {
        Map<String, Tensor> tensors = TinyCheckpoint.encoder(source, ScalarType.BFloat16, name -> "bert." + name);
        tensors.put("cls.predictions.bias", torch.rand(5).to(ScalarType.Half));
        TinyCheckpoint.writeShards(source, tensors);
        EncoderCheckpoint checkpoint = EncoderCheckpoint.load(source, engine);
        checkpoint.save(target, checkpoint.encoder());
        assertThat(target.resolve("model.safetensors.index.json")).doesNotExist();
        try (SafetensorsFile after = SafetensorsFile.open(target.resolve("model.safetensors"))) {
            assertThat(after.names()).containsExactlyInAnyOrderElementsOf(tensors.keySet());
            tensors.forEach((name, tensor) ->
                    assertThat(after.read(name).to(ScalarType.Float).equal(tensor.to(ScalarType.Float))).as(name).isTrue());
        }
    }

    @Test
    void theConfigurationDiffersOnlyInTheWeightsFormat() throws IOException {
        writeOldStyleCheckpoint();
        EncoderCheckpoint checkpoint = EncoderCheckpoint.load(source, engine);
        checkpoint.save(target, checkpoint.encoder());
        assertThat(Files.readString(target.resolve("config.json")))
                .isEqualTo(TinyCheckpoint.CONFIG.replace("\"torch_dtype\":\"float16\"", "\"torch_dtype\":\"float32\""));
    }

    @Test
    void onlyTheConfigurationsOwnFormatIsChanged() throws IOException {
        String text = "{\"a\": {\"dtype\": \"x\"}, \"n\": [\"dtype\"], \"dtype\" :  \"b\\u0066loat16\" , \"z\":\"dtype\"}";
        Path file = Files.writeString(source.resolve("config.json"), text);
        assertThat(ConfigText.withFloat32(file)).isEqualTo(text.replace("\"b\\u0066loat16\"", "\"float32\""));
    }

    @Test
    void tokenizerFilesAreCopiedByteForByte() throws IOException {
        EncoderCheckpoint mini = EncoderCheckpoint.load(MINI, engine);
        mini.save(target, mini.encoder());
        for (String name : List.of("tokenizer.json", "vocab.txt", "tokenizer_config.json")) {
            assertThat(target.resolve(name)).hasSameBinaryContentAs(MINI.resolve(name));
        }
        assertThat(target.resolve("README.md")).doesNotExist();
    }

    @Test
    void parametersOfAnotherEncoderAreRefused() throws IOException {
        writeOldStyleCheckpoint();
        EncoderCheckpoint checkpoint = EncoderCheckpoint.load(source, engine);
        Map<String, Tensor> other = new LinkedHashMap<>(checkpoint.encoder().byName());
        other.put("embeddings.LayerNorm.bias", torch.ones(5));
        assertThatThrownBy(() -> checkpoint.save(target, new Parameters(other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'embeddings.LayerNorm.bias'", "[5]", "[4]");
        other.remove("embeddings.LayerNorm.bias");
        assertThatThrownBy(() -> checkpoint.save(target, new Parameters(other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'embeddings.LayerNorm.bias'", "missing");
        assertThat(target).isEmptyDirectory();
    }

    @Test
    void theSourceIsNeverOverwritten() throws IOException {
        writeOldStyleCheckpoint();
        EncoderCheckpoint checkpoint = EncoderCheckpoint.load(source, engine);
        assertThatThrownBy(() -> checkpoint.save(source.resolve("..").resolve(source.getFileName()), checkpoint.encoder()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("another folder");
    }

    @Test
    void aSourceThatChangedMeanwhileIsRefused() throws IOException {
        Map<String, Tensor> tensors = writeOldStyleCheckpoint();
        EncoderCheckpoint checkpoint = EncoderCheckpoint.load(source, engine);
        tensors.remove("cls.predictions.bias");
        TinyCheckpoint.write(source.resolve("model.safetensors"), tensors);
        assertThatThrownBy(() -> checkpoint.save(target, checkpoint.encoder()))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("Load the checkpoint again");
        assertThat(target.resolve("model.safetensors")).doesNotExist();
    }

    /** Half precision, prefix and gamma/beta, with surplus before and behind the encoder. */
    private Map<String, Tensor> writeOldStyleCheckpoint() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("cls.predictions.bias", torch.rand(5).to(ScalarType.Half));
        tensors.put("bert.embeddings.position_ids", torch.ones(1, 7).to(ScalarType.Long));
        tensors.putAll(TinyCheckpoint.encoder(source, ScalarType.Half, name -> "bert." + TinyCheckpoint.oldName(name)));
        tensors.put("bert.pooler.dense.weight", torch.rand(4, 4).to(ScalarType.Half));
        TinyCheckpoint.write(source.resolve("model.safetensors"), tensors);
        return tensors;
    }

    private static byte[] bytes(Path folder, String name) throws IOException {
        Path copy = folder.resolve("bytes");
        try (SafetensorsFile file = SafetensorsFile.open(folder.resolve("model.safetensors"))) {
            SafetensorsWriter.write(copy, Map.of(name, file.raw(name)), Map.of());
        }
        return Files.readAllBytes(copy);
    }
}
