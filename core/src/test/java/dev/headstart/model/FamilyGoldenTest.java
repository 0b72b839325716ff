package dev.headstart.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.headstart.checkpoint.EncoderCheckpoint;
import dev.headstart.torch.Engine;
import dev.headstart.torch.Precision;
import dev.headstart.torch.Scope;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DistilBERT, RoBERTa, XLM-R and ELECTRA against transformers. The last sequence is as long as the encoder takes. */
class FamilyGoldenTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden", "family");
    /** By versions.json transformers' own fp32 is up to 1.5e-6 from fp64; other kernels may add as much again. */
    private static final double TOLERANCE = 1e-5;

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
    @ValueSource(strings = {"distilbert", "roberta", "xlm-roberta", "electra"})
    void lastHiddenStateIsThatOfTransformersFromEveryEntry(String name) {
        EncoderGolden golden = EncoderGolden.read(FOLDER.resolve(name));
        EncoderCheckpoint checkpoint = load(name);
        Encoder encoder = encoder(checkpoint, engine);
        Packed input = Packed.of(golden.sequences(), engine);
        for (int entry = 0; entry <= checkpoint.config().layers(); entry++) {
            assertThat(farthest(run(encoder, checkpoint.encoder(), input, entry), golden.hidden()))
                    .as("%s from layer %d", name, entry).isLessThanOrEqualTo(TOLERANCE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"distilbert", "roberta", "xlm-roberta", "electra"})
    void severalInputsInOnePassGiveTheSame(String name) {
        EncoderGolden golden = EncoderGolden.read(FOLDER.resolve(name));
        EncoderCheckpoint checkpoint = load(name);
        Encoder encoder = encoder(checkpoint, engine);
        List<Packed> inputs = List.of(Packed.of(golden.sequences().subList(0, 3), engine),
                Packed.of(golden.sequences().subList(3, golden.sequences().size()), engine));
        Tensor hidden = Scope.withoutGraph(() -> {
            List<Hidden> below = encoder.below(checkpoint.encoder(), inputs, Layout.of(golden.sequences()), 2);
            return torch.cat(new TensorVector(encoder.above(checkpoint.encoder(), Adaptation.NONE, below.get(0)),
                    encoder.above(checkpoint.encoder(), Adaptation.NONE, below.get(1))), 0);
        });
        assertThat(farthest(hidden, golden.hidden())).isLessThanOrEqualTo(TOLERANCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"distilbert", "roberta", "xlm-roberta", "electra"})
    void onlyTheRowsOfWordsThatOccurNeedBeThere(String name) {
        EncoderGolden golden = EncoderGolden.read(FOLDER.resolve(name));
        EncoderCheckpoint checkpoint = load(name);
        VocabularySlice used = VocabularySlice.of(golden.sequences().stream().flatMapToInt(s -> IntStream.of(s.ids())),
                checkpoint.config().vocabularySize(), engine);
        Parameters cut = used.cut(checkpoint.encoder()).leaves();
        Hidden below = new Hidden(Packed.of(golden.sequences(), engine), 0, Optional.empty());
        Tensor hidden = encoder(checkpoint, engine).over(used).above(cut, Adaptation.NONE, below);
        assertThat(farthest(hidden.detach(), golden.hidden())).isLessThanOrEqualTo(TOLERANCE);
        Tensor gradient = cut.gradientsOf(hidden.sum()).get("embeddings.word_embeddings.weight");
        assertThat(gradient.is_sparse()).isTrue();
        assertThat(gradient.shape()).containsExactly(used.rows().length + 1, checkpoint.config().embeddings().width());
    }

    /** Rounding of products is all that may differ: relative 2⁻⁹ each, a few dozen of them. */
    @ParameterizedTest
    @ValueSource(strings = {"distilbert", "roberta", "xlm-roberta", "electra"})
    void bf16IsClose(String name) {
        EncoderGolden golden = EncoderGolden.read(FOLDER.resolve(name));
        EncoderCheckpoint checkpoint = load(name);
        Encoder rounding = encoder(checkpoint, Engine.start(Engine.Device.CPU, 1, Precision.BF16));
        Tensor hidden = run(rounding, rounding.working(checkpoint.encoder()), Packed.of(golden.sequences(), engine), 0);
        assertThat(hidden.scalar_type().intern()).isEqualTo(torch.ScalarType.Float);
        assertThat(hidden.sub(golden.hidden()).norm().item_double())
                .isLessThan(0.02 * golden.hidden().norm().item_double());
    }

    @ParameterizedTest
    @CsvSource({"distilbert, DistilBERT", "roberta, RoBERTa", "xlm-roberta, XLM-RoBERTa", "electra, ELECTRA"})
    void theFamilyIsNamedAndOnePieceTooManyRefused(String name, String family) {
        EncoderCheckpoint checkpoint = load(name);
        Encoder encoder = encoder(checkpoint, engine);
        assertThat(encoder.describe()).startsWith(family + ", 3 layers, 32 wide, 4 heads, ");
        int[] ids = new int[65];
        Arrays.fill(ids, 7);
        Packed input = Packed.of(List.of(new Packed.Sequence(ids, new int[] {0})), engine);
        assertThatIllegalArgumentException().isThrownBy(() -> run(encoder, checkpoint.encoder(), input, 1))
                .withMessageContaining("65 pieces, but the encoder has only 64 positions");
    }

    private EncoderCheckpoint load(String name) {
        return EncoderCheckpoint.load(FOLDER.resolve(name), engine);
    }

    private static Encoder encoder(EncoderCheckpoint checkpoint, Engine engine) {
        return new Encoder(checkpoint.config(), Dropout.OFF, engine);
    }

    private static Tensor run(Encoder encoder, Parameters pretrained, Packed input, int entry) {
        return Scope.withoutGraph(() -> encoder.above(pretrained, Adaptation.NONE, encoder.below(pretrained, input, entry)));
    }

    private static double farthest(Tensor actual, Tensor expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        return actual.sub(expected).abs().max().item_double();
    }
}
