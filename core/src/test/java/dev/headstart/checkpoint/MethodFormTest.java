package dev.headstart.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.io.MalformedFileException;
import dev.headstart.model.Activation;
import dev.headstart.model.Parameters;
import dev.headstart.model.Site;
import dev.headstart.peft.HeadOnly;
import dev.headstart.peft.InitialValues;
import dev.headstart.peft.Initialisation;
import dev.headstart.peft.Layers;
import dev.headstart.peft.Lora;
import dev.headstart.peft.PeftMethod;
import dev.headstart.peft.Pfeiffer;
import dev.headstart.peft.TopAdapter;
import dev.headstart.testing.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods as commands and files name them. */
class MethodFormTest {
    private static final List<String> FORMS = List.of("top-adapter:bottleneck=4,activation=tanh,residual=false,initialisation=small",
            "pfeiffer:bottleneck=3,activation=gelu_new,initialisation=bert,layers=1", "houlsby:bottleneck=2,activation=relu,layers=top-1",
            "lora:rank=2,alpha=3.5,dropout=0.25,rank_stabilised=true,targets=value+output.dense,layers=0+1", "ia3:targets=query,layers=0",
            "bitfit:layers=0-1", "prefix:length=3,layers=1", "prompt:length=2", "head", "full");
    @TempDir
    private Path folder;

    @Test
    void aNameAloneStandsForTheDefaults() {
        assertThat(MethodForm.parse("lora")).isEqualTo(Lora.defaults());
        assertThat(MethodForm.parse("top-adapter")).isEqualTo(TopAdapter.defaults());
        assertThat(MethodForm.parse("head")).isEqualTo(new HeadOnly());
    }

    @Test
    void whatIsNotSaidIsAsInTheDefaults() {
        assertThat(MethodForm.parse("lora:rank=16,targets=value+query,layers=top-4"))
                .isEqualTo(new Lora(16, 8, 0, false, List.of(Site.QUERY, Site.VALUE), new Layers("top-4")));
        assertThat(MethodForm.parse("pfeiffer:activation=silu"))
                .isEqualTo(new Pfeiffer(48, Activation.SWISH, Initialisation.ZERO_UP, Layers.ALL));
    }

    @Test
    void anUnknownMethodIsAnsweredWithTheKnownOnes() {
        assertThatIllegalArgumentException().isThrownBy(() -> MethodForm.parse("lorra:rank=2"))
                .withMessageContaining("no method 'lorra'; known are ").withMessageContaining("lora, pfeiffer, prefix, prompt");
    }

    @ParameterizedTest
    @CsvSource({"lora:ranks=2", "lora:rank", "lora:method=ia3", "'lora:rank=2,,alpha=1'"})
    void anUnknownSettingIsAnsweredWithTheKnownOnes(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> MethodForm.parse(text)).withMessageContaining("Method 'lora' has no setting '")
                .withMessageContaining("its settings are rank, alpha, dropout, rank_stabilised, targets, layers; write e.g. lora:rank=…");
    }

    @Test
    void aMethodWithoutSettingsSaysSo() {
        assertThatIllegalArgumentException().isThrownBy(() -> MethodForm.parse("head:size=2"))
                .withMessageContaining("Method 'head' has no setting 'size=2'; it has none.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "lora:rank=0 | LoRA's rank is 0; it must be at least 1.", "lora:rank=many | many", "lora:rank=2.5 | 2.5",
        "lora:rank= | rank", "lora:alpha=-1 | LoRA's alpha is -1.0", "lora:alpha=NaN | LoRA's alpha is NaN", "lora:dropout=1 | [0, 1)",
        "lora:dropout= | dropout", "lora:rank_stabilised=perhaps | perhaps", "lora:rank_stabilised= | rank_stabilised",
        "lora:targets=dense | dense", "lora:targets= | targets", "lora:targets=query+query | each once",
        "lora:layers=top-0 | write all, top-4", "ia3:targets=key+key | The targets of ia3", "prefix:length=0 | at least 1",
        "prompt:length=-1 | at least 1", "pfeiffer:bottleneck=0 | bottleneck is 0", "houlsby:activation=step | The non-linearity 'step' is unknown",
        "pfeiffer:initialisation=zero | zero", "top-adapter:residual=false | cannot learn"})
    void aWrongValueIsNamed(String text, String reason) {
        assertThatIllegalArgumentException().isThrownBy(() -> MethodForm.parse(text))
                .withMessageStartingWith("Method '" + text + "': ").withMessageContaining(reason);
    }

    static List<String> forms() {
        return FORMS;
    }

    @Test
    void everyMethodIsInTheRoundTrip() {
        assertThat(FORMS.stream().map(form -> form.split(":")[0])).containsExactlyInAnyOrderElementsOf(MethodForm.names());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void whatIsWrittenIsReadAgain(String text) {
        PeftMethod method = MethodForm.parse(text);
        assertThat(MethodForm.name(method)).isEqualTo(text.split(":")[0]);
        try (PointerScope scope = new PointerScope()) {
            Parameters pretrained = TinyModel.pretrained(1, torch.ScalarType.Float);
            Parameters adapter = method.fresh(TinyModel.config(), pretrained, new InitialValues(2, TinyModel.engine(), torch.ScalarType.Float));
            SavedAdapter.write(folder, method, adapter);
            SavedAdapter saved = SavedAdapter.read(folder, TinyModel.config(), pretrained, TinyModel.engine());
            assertThat(saved.method()).isEqualTo(method);
            assertThat(saved.adapter().byName().keySet()).containsExactlyElementsOf(adapter.byName().keySet());
            adapter.byName().forEach((name, tensor) -> assertThat(saved.adapter().get(name).equal(tensor)).as(name).isTrue());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"method\": \"dora\"}", "{\"rank\": 8}", "{\"method\": \"prompt\"}", "{\"method\": \"prompt\", \"length\": null}",
        "{\"method\": \"prompt\", \"length\": 2.5}", "{\"method\": \"prompt\", \"length\": 2, \"width\": 3}",
        "{\"method\": \"prefix\", \"length\": 2, \"layers\": \"2\"}", "{\"method\": \"prompt\", \"length\": 24}"})
    void aFileThatDescribesNoFittingMethodIsRefused(String json) throws IOException {
        Files.writeString(folder.resolve("adapter_config.json"), json);
        try (PointerScope scope = new PointerScope()) {
            assertThatThrownBy(() -> SavedAdapter.read(folder, TinyModel.config(), TinyModel.pretrained(1, torch.ScalarType.Float),
                    TinyModel.engine())).isInstanceOf(MalformedFileException.class).hasMessageContaining("adapter_config.json");
        }
    }
}
