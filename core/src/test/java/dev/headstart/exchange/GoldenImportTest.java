package dev.headstart.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.checkpoint.EncoderCheckpoint;
import dev.headstart.checkpoint.MethodForm;
import dev.headstart.data.Readout;
import dev.headstart.io.MalformedFileException;
import dev.headstart.model.Parameters;
import dev.headstart.peft.PeftGolden;
import dev.headstart.testing.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Folders that Python peft's save_pretrained and AdapterHub's save_adapter wrote; tools/golden says how. */
class GoldenImportTest {
    private static final Path SAVED = PeftGolden.FOLDER.resolve("saved");
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private Path folder;
    private PointerScope scope;
    private Host host;

    @BeforeEach
    void open() {
        scope = new PointerScope();
        host = Host.of(EncoderCheckpoint.load(PeftGolden.FOLDER.resolve("encoder"), TinyModel.engine()), TinyModel.engine());
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
        "prompt, prompt:length=4"
    })
    void whatPeftSavedIsReadAsWhatItIs(String name, String method) {
        assertThat(PeftFormat.isIn(SAVED.resolve(name))).isTrue();
        Portable read = PeftFormat.read(SAVED.resolve(name), host, true);
        assertThat(read.method()).isEqualTo(MethodForm.parse(method));
        assertSame(read.adapter(), PeftGolden.read(name, host.config().layers()).adapter());
        assertThat(read.head().orElseThrow().size()).isEqualTo(2);
        assertThat(read.head().orElseThrow().readout()).isEqualTo(Readout.WORDS);
    }

    @ParameterizedTest
    @CsvSource({"pfeiffer, pfeiffer:bottleneck=4", "houlsby, houlsby:bottleneck=4",
        "pfeiffer-top, 'pfeiffer:bottleneck=8,activation=gelu,layers=1+2'"})
    void whatAdapterHubSavedIsReadAsWhatItIs(String name, String method) {
        assertThat(AdapterHubFormat.isIn(SAVED.resolve(name))).isTrue();
        Portable read = AdapterHubFormat.read(SAVED.resolve(name), host, true);
        assertThat(read.method()).isEqualTo(MethodForm.parse(method));
        assertSame(read.adapter(), PeftGolden.read(name, host.config().layers()).adapter());
        assertThat(read.head().orElseThrow().labels()).containsExactly("LABEL_0", "LABEL_1", "LABEL_2");
    }

    private static void assertSame(Parameters found, Parameters expected) {
        assertThat(found.byName().keySet()).containsExactlyInAnyOrderElementsOf(expected.byName().keySet());
        expected.byName().forEach((name, tensor) -> assertThat(found.get(name).equal(tensor)).as(name).isTrue());
    }

    @Test
    void aHeadCanBeLeftOut() {
        assertThat(PeftFormat.read(SAVED.resolve("lora"), host, false).head()).isEmpty();
        assertThat(AdapterHubFormat.read(SAVED.resolve("pfeiffer"), host, false).head()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pfeiffer", "seq_bn"})
    void anOldNameStandsForItsConfiguration(String name) throws IOException {
        copy("pfeiffer", ForeignFolder.CONFIG, "config", JSON.writeValueAsString(name));
        assertThat(AdapterHubFormat.read(folder, host, false).method()).isEqualTo(MethodForm.parse("pfeiffer:bottleneck=4"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "lora; use_dora; true", "lora; bias; \"all\"", "lora; rank_pattern; {\"query\": 4}", "lora; init_lora_weights; \"pissa\"",
        "lora; fan_in_fan_out; true", "lora; peft_type; \"LOHA\"", "lora; something_new; 3", "lora; r; 0",
        "lora; lora_alpha; \"8\"", "ia3; fan_in_fan_out; true", "prefix; num_virtual_tokens; 0"
    })
    void aSettingThatHeadstartDoesNotHaveIsNamed(String name, String key, String value) throws IOException {
        copy(name, ForeignFolder.CONFIG, key, value);
        assertThatThrownBy(() -> PeftFormat.read(folder, host, false)).isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("'" + key + "'").message().hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "ln_before; true", "is_parallel; true", "scaling; \"learned\"", "scaling; 2.0", "use_gating; true", "phm_layer; true",
        "inv_adapter; \"nice\"", "output_adapter; false", "original_ln_before; false", "residual_before_ln; false",
        "non_linearity; \"leakyrelu\"", "something_new; \"x\""
    })
    void aSettingOfAdapterHubIsNamedToo(String key, String value) throws IOException {
        ObjectNode config = (ObjectNode) JSON.readTree(Files.readString(SAVED.resolve("pfeiffer").resolve(ForeignFolder.CONFIG)))
                .get("config");
        config.set(key, JSON.readTree(value));
        copy("pfeiffer", ForeignFolder.CONFIG, "config", config.toString());
        assertThatThrownBy(() -> AdapterHubFormat.read(folder, host, false)).isInstanceOf(MalformedFileException.class)
                .hasMessageContaining(key).message().hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"base_model_name_or_path; \"elsewhere\"", "peft_version; \"0.3\"", "something_new; null",
        "something_new; false", "something_new; {}", "target_modules; \".*query\""})
    void whatChangesNothingIsPassedOver(String key, String value) throws IOException {
        copy("lora", ForeignFolder.CONFIG, key, value);
        assertThat(PeftFormat.read(folder, host, false).method()).isEqualTo(MethodForm.parse("lora"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"head_type; \"question_answering\"; head_type", "layers; 2; layers", "use_pooler; true; pooler"})
    void aHeadOfAnotherKindIsRefused(String key, String value, String named) throws IOException {
        ObjectNode config = (ObjectNode) JSON.readTree(Files.readString(SAVED.resolve("pfeiffer/head_config.json"))).get("config");
        config.set(key, JSON.readTree(value));
        copy("pfeiffer", "head_config.json", "config", config.toString());
        assertThatThrownBy(() -> AdapterHubFormat.read(folder, host, true)).hasMessageContaining(named)
                .hasMessageContaining("--without-head");
    }

    @Test
    void ranksOtherThanTheTensorsAreRefused() throws IOException {
        copy("lora", ForeignFolder.CONFIG, "r", "4");
        assertThatThrownBy(() -> PeftFormat.read(folder, host, false)).hasMessageContaining("is [8, 32]").hasMessageContaining("[4, 32]");
    }

    @Test
    void aPickleIsNotOpened() throws IOException {
        copy("lora", ForeignFolder.CONFIG, "r", "8");
        Files.move(folder.resolve("adapter_model.safetensors"), folder.resolve("adapter_model.bin"));
        assertThatThrownBy(() -> PeftFormat.read(folder, host, false)).hasMessageContaining("pickle");
    }

    /** A folder of Python's with one key of one file changed. */
    private void copy(String name, String file, String key, String value) throws IOException {
        for (Path each : Files.list(SAVED.resolve(name)).toList()) {
            Files.copy(each, folder.resolve(each.getFileName().toString()));
        }
        ObjectNode json = (ObjectNode) JSON.readTree(Files.readString(folder.resolve(file)));
        json.setAll(Map.of(key, JSON.readTree(value)));
        Files.writeString(folder.resolve(file), json.toString());
    }
}
