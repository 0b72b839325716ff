package dev.headstart.peft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.checkpoint.EncoderCheckpoint;
import dev.headstart.checkpoint.MethodForm;
import dev.headstart.checkpoint.ParametersFile;
import dev.headstart.model.Dropout;
import dev.headstart.model.Encoder;
import dev.headstart.model.Packed;
import dev.headstart.model.Parameters;
import dev.headstart.testing.TinyModel;
import dev.headstart.torch.Engine;
import dev.headstart.torch.Scope;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Methods with weights that matter against Python peft and AdapterHub's adapters. */
class PeftGoldenTest {
    /** By versions-peft.json and versions-adapters.json their own fp32 is up to 1.9e-6 from fp64; other kernels may add as much. */
    private static final double TOLERANCE = 1e-5;

    private final Engine engine = TinyModel.engine();
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
    @CsvSource({
        "lora, lora",
        "lora-all, 'lora:rank=3,alpha=5,rank_stabilised=true,layers=0+2,targets=query+key+value+attention.output.dense+"
                + "intermediate.dense+output.dense'",
        "ia3, ia3:targets=key+value+attention.output.dense+output.dense",
        "ia3-paper, ia3",
        "prefix, prefix:length=5",
        "prompt, prompt:length=4",
        "pfeiffer, pfeiffer:bottleneck=4",
        "houlsby, houlsby:bottleneck=4",
        "pfeiffer-top, 'pfeiffer:bottleneck=8,activation=gelu,layers=top-2'"
    })
    void lastHiddenStateIsThatOfTheReference(String golden, String method) {
        compare(golden, method, EncoderCheckpoint.load(PeftGolden.FOLDER.resolve("encoder"), engine));
    }

    @ParameterizedTest
    @CsvSource({"prefix-xlm-roberta, prefix:length=5", "prompt-xlm-roberta, prompt:length=4"})
    void placesAreCountedAsOnXlmRoberta(String golden, String method) {
        Path folder = PeftGolden.FOLDER.resolveSibling("family").resolve("xlm-roberta");
        compare(golden, method, EncoderCheckpoint.load(folder, engine));
    }

    /** From the method's own entry too, below which nothing of it may lie. */
    private void compare(String name, String text, EncoderCheckpoint checkpoint) {
        PeftMethod method = MethodForm.parse(text);
        Encoder encoder = new Encoder(checkpoint.config(), Dropout.OFF, engine);
        PeftGolden golden = PeftGolden.read(name, checkpoint.config().layers());
        Parameters fresh = method.fresh(checkpoint.config(), checkpoint.encoder(), new InitialValues(1, engine, ScalarType.Float));
        assertThat(ParametersFile.shapes(golden.adapter())).as(name).containsExactlyInAnyOrderEntriesOf(ParametersFile.shapes(fresh));
        List<Packed.Sequence> sentences = PeftGolden.sentences(method.prompt(), checkpoint.config().embeddings().types() > 1);
        Packed input = Packed.of(sentences, engine);
        for (int entry : List.of(0, method.entry(checkpoint.config()))) {
            Tensor hidden = Scope.withoutGraph(() -> encoder.above(checkpoint.encoder(), method.adaptation(golden.adapter()),
                    encoder.below(checkpoint.encoder(), input, entry)));
            assertThat(hidden.shape()).as(name).isEqualTo(golden.hidden().shape());
            double farthest = hidden.sub(golden.hidden()).abs().max().item_double();
            assertThat(farthest).as("%s from layer %d", name, entry).isLessThanOrEqualTo(TOLERANCE);
        }
    }
}
