package dev.headstart.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.headstart.checkpoint.MethodForm;
import dev.headstart.data.Readout;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.LinearHead;
import dev.headstart.model.Normal;
import dev.headstart.model.Parameters;
import dev.headstart.peft.InitialValues;
import dev.headstart.peft.PeftMethod;
import dev.headstart.testing.TinyModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written for another library is read back as it was. */
class ExchangeRoundTripTest {
    private static final String EVERY_MAP = "targets=query+key+value+attention.output.dense+intermediate.dense+output.dense";

    private static final Base HERE = new Base("somewhere", Optional.empty());

    @TempDir
    private Path folder;
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
    @ValueSource(strings = {"lora", "lora:rank=3,alpha=2.5,rank_stabilised=true,dropout=0.1,layers=1," + EVERY_MAP, "ia3",
        "ia3:layers=0," + EVERY_MAP, "prefix:length=3", "prompt:length=3"})
    void peft(String text) {
        for (EncoderConfig config : List.of(TinyModel.config(), TinyModel.xlmRoberta())) {
            for (Readout readout : Readout.values()) {
                if (!(text.startsWith("prompt") && readout == Readout.SENTENCE)) {
                    Portable there = portable(text, config, readout);
                    Path out = folder.resolve(config.family() + readout);
                    PeftFormat.write(out, there, host(config), HERE);
                    assertSame(PeftFormat.read(out, host(config), true), there, false);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pfeiffer:bottleneck=3", "pfeiffer:bottleneck=4,activation=gelu,layers=1", "houlsby:bottleneck=5",
        "houlsby:bottleneck=2,layers=0", "top-adapter:bottleneck=6,activation=tanh"})
    void adapterHub(String text) {
        for (EncoderConfig config : List.of(TinyModel.config(), TinyModel.xlmRoberta())) {
            for (Readout readout : Readout.values()) {
                Portable there = portable(text, config, readout);
                Path out = folder.resolve(config.family() + readout);
                AdapterHubFormat.write(out, there, host(config), "somewhere");
                assertSame(AdapterHubFormat.read(out, host(config), true), there, true);
            }
        }
    }

    private static void assertSame(Portable back, Portable there, boolean labels) {
        assertThat(back.method()).isEqualTo(there.method());
        assertEqual(back.adapter(), there.adapter());
        Portable.Head head = back.head().orElseThrow();
        assertEqual(head.weights(), there.head().orElseThrow().weights());
        assertThat(head.readout()).isEqualTo(there.head().orElseThrow().readout());
        assertThat(head.labels()).isEqualTo(labels ? there.head().orElseThrow().labels() : List.of());
    }

    private static void assertEqual(Parameters back, Parameters there) {
        assertThat(back.byName().keySet()).containsExactlyElementsOf(there.byName().keySet());
        there.byName().forEach((name, tensor) -> assertThat(back.get(name).equal(tensor)).as(name).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bitfit", "head", "full", "pfeiffer", "prefix:layers=1"})
    void peftRefusesWhatItHasNot(String text) {
        Portable portable = portable(text, TinyModel.config(), Readout.WORDS);
        assertThatIllegalArgumentException().isThrownBy(() -> PeftFormat.write(folder, portable, host(TinyModel.config()), HERE));
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lora", "bitfit", "prompt:length=2", "top-adapter:residual=false,initialisation=small"})
    void adapterHubRefusesWhatItHasNot(String text) {
        Portable portable = portable(text, TinyModel.config(), Readout.WORDS);
        assertThatIllegalArgumentException().isThrownBy(() -> AdapterHubFormat.write(folder, portable, host(TinyModel.config()), "x"))
                .withMessageContaining(text.contains("residual") ? "residual=false" : "not this one");
    }

    @Test
    void aPromptAndAHeadForSentencesAreReadAtDifferentPlaces() {
        Portable portable = portable("prompt:length=2", TinyModel.config(), Readout.SENTENCE);
        assertThatIllegalArgumentException().isThrownBy(() -> PeftFormat.write(folder, portable, host(TinyModel.config()), HERE))
                .withMessageContaining("prompt");
    }

    /** Else peft would load the newest state of the encoder under an adapter that was trained on another. */
    @Test
    void peftLearnsWhichCommitOfTheEncoderIsMeant() {
        Portable portable = portable("lora", TinyModel.config(), Readout.WORDS);
        PeftFormat.write(folder, portable, host(TinyModel.config()), new Base("someone/bert", Optional.of("0123")));
        assertThat(folder.resolve("adapter_config.json")).content()
                .contains("\"base_model_name_or_path\" : \"someone/bert\"", "\"revision\" : \"0123\"");
        PeftFormat.write(folder, portable, host(TinyModel.config()), HERE);
        assertThat(folder.resolve("adapter_config.json")).content().doesNotContain("revision");
    }

    @Test
    void transformersHasNoPrefixOnDistilBert() {
        EncoderConfig c = TinyModel.config();
        EncoderConfig distilBert = new EncoderConfig("DistilBERT", c.embeddings(), c.hiddenSize(), c.layers(), c.heads(),
                c.intermediateSize(), c.activation(), c.layerNormEpsilon(), c.hiddenDropout(), c.attentionDropout());
        Portable portable = portable("prefix:length=3", c, Readout.WORDS);
        Host host = new Host(distilBert, host(c).pretrained(), TinyModel.engine());
        assertThatIllegalArgumentException().isThrownBy(() -> PeftFormat.write(folder, portable, host, HERE))
                .withMessageContaining("peft cannot load it");
        assertThat(folder).isEmptyDirectory();
    }

    private static Host host(EncoderConfig config) {
        return new Host(config, TinyModel.pretrained(config, 1, ScalarType.Float), TinyModel.engine());
    }

    private static Portable portable(String text, EncoderConfig config, Readout readout) {
        PeftMethod method = MethodForm.parse(text);
        Host host = host(config);
        Parameters fresh = method.fresh(config, host.pretrained(), new InitialValues(1, host.engine(), ScalarType.Float));
        Normal normal = new Normal(2);
        Parameters adapter = fresh.map(tensor -> normal.tensor(1, host.engine(), ScalarType.Float, tensor.shape()));
        Parameters head = new LinearHead(config.hiddenSize(), 3).fresh(3, host.engine(), ScalarType.Float);
        return new Portable(method, adapter, Optional.of(new Portable.Head(head, List.of("O", "B-X", "I-X"), readout)));
    }
}
