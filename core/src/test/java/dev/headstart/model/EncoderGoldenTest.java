package dev.headstart.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.checkpoint.EncoderCheckpoint;
import dev.headstart.checkpoint.SafetensorsFile;
import dev.headstart.torch.Engine;
import dev.headstart.torch.Scope;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The encoder against transformers. */
class EncoderGoldenTest {
    /** By versions.json transformers' own fp32 is up to 1.4e-6 from fp64; other kernels may add as much again. */
    private static final double TINY = 1e-5;
    /** Wider sums and larger outputs: transformers' own fp32 is 4.6e-6 from fp64. */
    private static final double MINI = 1e-4;

    private final Engine engine = Engine.start();
    private PointerScope scope;

    @BeforeEach
    void open() {
        scope = new PointerScope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gelu", "relu", "gelu-new", "legacy-names", "sharded"})
    void lastHiddenStateIsThatOfTransformers(String name) {
        EncoderGolden golden = EncoderGolden.read(name);
        assertClose(lastHidden(load(name), golden), golden.hidden(), TINY, name);
    }

    @Test
    void lastHiddenStateOfTheMiniModelIsThatOfTransformers() {
        EncoderGolden golden = EncoderGolden.read("mini");
        EncoderCheckpoint mini = EncoderCheckpoint.load(Path.of("..", "models", "mini"), engine);
        assertClose(lastHidden(mini, golden), golden.hidden(), MINI, "mini");
    }

    @Test
    void labelScoresAreThoseOfTransformers() {
        EncoderGolden golden = EncoderGolden.read("relu");
        try (SafetensorsFile file = SafetensorsFile.open(EncoderGolden.FOLDER.resolve("relu/model.safetensors"))) {
            Parameters head = new Parameters(
                    Map.of("weight", file.read("classifier.weight"), "bias", file.read("classifier.bias")));
            Tensor logits = LinearHead.logits(head, lastHidden(load("relu"), golden));
            assertClose(logits, golden.logits().orElseThrow(), TINY, "logits");
        }
    }

    /** That they do not disturb is what the comparison of hidden states shows; here, that they are there at all. */
    @Test
    void headsPoolersAndPositionIdsLieBesideTheComparedEncoders() {
        assertThat(load("legacy-names").surplus()).contains("bert.embeddings.position_ids", "bert.pooler.dense.weight",
                "cls.predictions.bias", "cls.seq_relationship.weight");
        assertThat(load("gelu-new").surplus()).contains("cls.predictions.transform.dense.weight");
        assertThat(load("gelu").surplus()).contains("pooler.dense.bias");
        assertThat(load("relu").surplus()).contains("classifier.weight");
    }

    private EncoderCheckpoint load(String name) {
        return EncoderCheckpoint.load(EncoderGolden.FOLDER.resolve(name), engine);
    }

    private Tensor lastHidden(EncoderCheckpoint checkpoint, EncoderGolden golden) {
        Encoder encoder = new Encoder(checkpoint.config(), Dropout.OFF, engine);
        Packed input = Packed.of(golden.sequences(), engine);
        return Scope.withoutGraph(() -> encoder.above(checkpoint.encoder(), Adaptation.NONE,
                encoder.below(checkpoint.encoder(), input, 0)));
    }

    private static void assertClose(Tensor actual, Tensor expected, double tolerance, String name) {
        assertThat(actual.shape()).as(name).isEqualTo(expected.shape());
        assertThat(actual.sub(expected).abs().max().item_double()).as(name).isLessThanOrEqualTo(tolerance);
    }
}
