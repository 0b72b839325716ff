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
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderCheckpointLoadTest {
    private static final String QUERY = "encoder.layer.0.attention.self.query.weight";

    @TempDir
    Path folder;
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
    void theMiniModelLoadsAsFp32() {
        EncoderCheckpoint mini = EncoderCheckpoint.load(Path.of("..", "models", "mini"), engine);
        assertThat(mini.encoder().byName()).hasSize(5 + 4 * 16);
        assertThat(mini.encoder().tensors()).allMatch(tensor -> tensor.scalar_type().intern() == ScalarType.Float);
        assertThat(mini.encoder().get("embeddings.word_embeddings.weight").shape()).containsExactly(16000, 256);
        assertThat(mini.ignored()).contains("use_cache");
    }

    @Test
    void loadingLeavesOnlyTheEncoderInTheScope() {
        Parameters encoder;
        try (PointerScope inner = new PointerScope()) {
            encoder = EncoderCheckpoint.load(Path.of("..", "models", "mini"), engine).encoder();
            assertThat(encoder.tensors()).noneMatch(tensor -> tensor.isNull());
        }
        assertThat(encoder.tensors()).allMatch(tensor -> tensor.isNull());
    }

    @Test
    void namesWithAndWithoutPrefixAndOldLayerNormNamesAreTheSame() throws IOException {
        Map<String, Tensor> tensors = TinyCheckpoint.encoder(folder, ScalarType.Half, UnaryOperator.identity());
        for (UnaryOperator<String> naming : naming()) {
            Map<String, Tensor> renamed = new LinkedHashMap<>();
            tensors.forEach((name, tensor) -> renamed.put(naming.apply(name), tensor));
            TinyCheckpoint.write(folder.resolve("model.safetensors"), renamed);
            Parameters loaded = EncoderCheckpoint.load(folder, engine).encoder();
            assertThat(loaded.byName().keySet()).containsExactlyElementsOf(tensors.keySet());
            loaded.byName().forEach((name, tensor) ->
                    assertThat(tensor.equal(tensors.get(name).to(ScalarType.Float))).as(name).isTrue());
        }
    }

    private static List<UnaryOperator<String>> naming() {
        return List.of(name -> name, name -> "bert." + name,
                name -> "bert." + TinyCheckpoint.oldName(name));
    }

    @Test
    void shardsLoadLikeOneFile() throws IOException {
        Map<String, Tensor> tensors = tensors();
        TinyCheckpoint.writeShards(folder, tensors);
        Parameters loaded = EncoderCheckpoint.load(folder, engine).encoder();
        loaded.byName().forEach((name, tensor) -> assertThat(tensor.equal(tensors.get(name))).isTrue());
    }

    @Test
    void aMissingShardIsNamed() throws IOException {
        TinyCheckpoint.writeShards(folder, tensors());
        Files.delete(folder.resolve(TinyCheckpoint.shard(1)));
        assertMalformed("index.json", TinyCheckpoint.shard(1), "missing");
    }

    @Test
    void aShardOutsideTheFolderIsRefused() throws IOException {
        TinyCheckpoint.writeShards(folder, tensors());
        Path index = folder.resolve("model.safetensors.index.json");
        Files.writeString(index, Files.readString(index).replace(TinyCheckpoint.shard(1), "../" + TinyCheckpoint.shard(1)));
        assertMalformed("index.json", "../model", "beside it");
    }

    @Test
    void anIndexOfOtherShardsIsRefused() throws IOException {
        TinyCheckpoint.writeShards(folder, tensors());
        Path index = folder.resolve("model.safetensors.index.json");
        Files.writeString(index, Files.readString(index).replace(QUERY, "other"));
        assertMalformed("tensor 'other'", "not in model-0000", "same checkpoint");
        Files.writeString(index, Files.readString(index).replaceFirst("\"other\":\"[^\"]*\",", ""));
        assertMalformed(QUERY, "not listed", "same checkpoint");
        Files.writeString(index, "{}");
        assertMalformed("weight_map", "missing or empty", "again");
    }

    @Test
    void knownSurplusIsLeftAside() throws IOException {
        Map<String, Tensor> tensors = tensors();
        for (String name : List.of("pooler.dense.weight", "bert.pooler.dense.bias", "cls.predictions.bias",
                "classifier.weight", "qa_outputs.bias", "bert.embeddings.position_ids")) {
            tensors.put(name, torch.ones(2));
        }
        TinyCheckpoint.write(folder.resolve("model.safetensors"), tensors);
        assertThat(EncoderCheckpoint.load(folder, engine).encoder().byName()).hasSize(21);
    }

    @Test
    void unknownSurplusIsRefused() throws IOException {
        Map<String, Tensor> tensors = tensors();
        tensors.put("encoder.layer.1.output.dense.bias", torch.ones(4));
        assertMalformed(tensors, "tensor 'encoder.layer.1.output.dense.bias'", "model.safetensors", "config.json");
    }

    @Test
    void aMissingTensorIsNamed() throws IOException {
        Map<String, Tensor> tensors = tensors();
        tensors.remove(QUERY);
        assertMalformed(tensors, "tensor '" + QUERY + "'", "missing; expected [4, 4]", "another checkpoint");
    }

    @Test
    void aMisshapenTensorIsNamedWithBothShapes() throws IOException {
        Map<String, Tensor> tensors = tensors();
        tensors.put(QUERY, torch.ones(4, 3));
        assertMalformed(tensors, "tensor '" + QUERY + "'", "[4, 3], expected [4, 4]", "another checkpoint");
    }

    @Test
    void aTensorUnderTwoNamesIsRefused() throws IOException {
        Map<String, Tensor> tensors = tensors();
        tensors.put("bert." + QUERY, torch.ones(4, 4));
        assertMalformed(tensors, "tensor 'bert." + QUERY + "'", "same weight", "'" + QUERY + "'");
    }

    @Test
    void quantisedWeightsAreRefused() throws IOException {
        Map<String, Tensor> tensors = tensors();
        tensors.put(QUERY, torch.ones(4, 4).to(ScalarType.Char));
        assertMalformed(tensors, QUERY, "I8", "quantised");
    }

    @Test
    void aFolderWithoutWeightsOrAtAllIsNamed() throws IOException {
        TinyCheckpoint.writeConfig(folder);
        assertMalformed(folder.toString(), "there is no model.safetensors", "Hugging Face");
        Path none = folder.resolve("none");
        assertThatThrownBy(() -> EncoderCheckpoint.load(none, engine)).isInstanceOf(MalformedFileException.class)
                .hasMessageContaining(none.toString()).hasMessageContaining("no such folder");
    }

    private Map<String, Tensor> tensors() throws IOException {
        return TinyCheckpoint.encoder(folder, ScalarType.Float, UnaryOperator.identity());
    }

    private void assertMalformed(Map<String, Tensor> tensors, String... parts) {
        TinyCheckpoint.write(folder.resolve("model.safetensors"), tensors);
        assertMalformed(parts);
    }

    private void assertMalformed(String... parts) {
        assertThatThrownBy(() -> EncoderCheckpoint.load(folder, engine)).isInstanceOf(MalformedFileException.class)
                .hasMessageContainingAll(parts);
    }
}
