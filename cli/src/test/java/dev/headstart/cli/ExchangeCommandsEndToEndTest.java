package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ExchangeCommandsEndToEndTest {
    private static final String TEXT = "Jan de Vries woont in Utrecht .";

    @TempDir
    private Path folder;

    @Test
    void aTopAdapterComesBackFromAdapterHubAsItWent() throws IOException {
        Ran there = Ran.headstart("export", Runs.tuned(), "--to", "adapterhub", "--out", folder.resolve("hub"));
        assertThat(there.exitCode()).as(there.err()).isZero();
        assertThat(there.out()).contains("with a head for B-LOC", Runs.primed().toString(), "folder of this machine", "--base NAME");
        assertThat(Runs.files(folder.resolve("hub"))).containsExactly("adapter.safetensors", "adapter_config.json", "head_config.json",
                "model_head.safetensors");
        Ran back = Ran.headstart("import", folder.resolve("hub"), "--model", Runs.primed(), "--out", folder.resolve("back"));
        assertThat(back.exitCode()).as(back.err()).isZero();
        assertThat(back.out()).contains("spans with B-LOC", "up to 512 pieces");
        assertThat(folder.resolve("back/headstart.json")).content().contains("\"max_length\" : 512").doesNotContain("encoder_repository");
        assertThat(logits(folder.resolve("back"))).isEqualTo(logits(Runs.tuned())).contains("\"logits\":[[");
    }

    @Test
    void withoutItsHeadAnAdapterIsAnEncoderToFineTuneFrom() throws IOException {
        Ran.headstart("export", Runs.tuned(), "--to", "adapterhub", "--out", folder.resolve("hub"));
        Ran bare = Ran.headstart("import", folder.resolve("hub"), "--model", Runs.MINI, "--out", folder.resolve("bare"), "--without-head");
        assertThat(bare.exitCode()).as(bare.err()).isZero();
        assertThat(folder.resolve("bare/adapter/adapter.safetensors"))
                .hasSameBinaryContentAs(Runs.tuned().resolve("adapter/adapter.safetensors"));
        Ran tuned = Runs.fineTune(folder.resolve("bare"), folder.resolve("tuned"), "--steps", 2);
        assertThat(tuned.err()).contains("top adapter", "(primed)");
        assertThat(tuned.exitCode()).isZero();
    }

    @Test
    void aLoraIsMergedIntoAClassifierOfTransformers() throws IOException {
        assertThat(Runs.fineTune(Runs.MINI, folder.resolve("lora"), "--method", "lora", "--steps", 4, "--rate", "0.02").exitCode()).isZero();
        Ran ran = Ran.headstart("export", folder.resolve("lora"), "--to", "merged", "--out", folder.resolve("merged"), "--json");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        JsonNode result = Runs.json(ran.out());
        assertThat(result.get("difference").doubleValue()).isBetween(0.0, result.get("bound").doubleValue());
        JsonNode config = Runs.json(folder.resolve("merged/config.json"));
        assertThat(config.get("architectures").get(0).stringValue()).isEqualTo("BertForTokenClassification");
        assertThat(config.get("id2label").get("6").stringValue()).isEqualTo("O");
        assertThat(config.get("label2id").get("B-PER").intValue()).isEqualTo(2);
        assertThat(config.get("hidden_size").intValue()).isEqualTo(256);
        assertThat(Runs.files(folder.resolve("merged"))).contains("tokenizer.json");
    }

    @Test
    void whatAFormCannotHoldIsRefusedInOneLineAndLeavesNothing() {
        for (String form : new String[] {"peft", "merged"}) {
            Ran ran = Ran.headstart("export", Runs.tuned(), "--to", form, "--out", folder.resolve(form));
            assertThat(ran.exitCode()).isNotZero();
            assertThat(ran.err().strip()).contains("top adapter").hasLineCount(1);
            assertThat(folder.resolve(form)).doesNotExist();
        }
        assertThat(Ran.headstart("export", Runs.MINI, "--to", "peft", "--out", folder.resolve("x")).err()).contains("nothing to export");
        assertThat(Ran.headstart("import", Runs.tuned(), "--model", Runs.MINI, "--out", folder.resolve("x")).err()).contains("no adapter of");
    }

    @Test
    void anImportedModelCutsSentencesWhereItIsTold() throws IOException {
        Ran.headstart("export", Runs.tuned(), "--to", "adapterhub", "--out", folder.resolve("hub"), "--base", "someone/primed");
        assertThat(Runs.json(folder.resolve("hub/adapter_config.json")).get("model_name").stringValue()).isEqualTo("someone/primed");
        Ran ran = Ran.headstart("import", folder.resolve("hub"), "--model", Runs.primed(), "--out", folder.resolve("x"), "--max-length", 64);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(Runs.json(folder.resolve("x/headstart.json")).get("max_length").intValue()).isEqualTo(64);
        Ran longer = Ran.headstart("import", folder.resolve("hub"), "--model", Runs.primed(), "--out", folder.resolve("y"),
                "--max-length", 513);
        assertThat(longer.exitCode()).isEqualTo(2);
        assertThat(longer.err().strip()).contains("room for only 512 pieces").hasLineCount(1);
    }

    @Test
    void aHeadNeedsAsManyLabelsAsItHasRows() {
        Ran.headstart("export", Runs.tuned(), "--to", "adapterhub", "--out", folder.resolve("hub"));
        Ran ran = Ran.headstart("import", folder.resolve("hub"), "--model", Runs.primed(), "--out", folder.resolve("x"), "--labels", "A,B");
        assertThat(ran.exitCode()).isNotZero();
        assertThat(ran.err().strip()).contains("has 7 labels", "--labels").hasLineCount(1);
    }

    @Test
    void runsHaveAModelCard() throws IOException {
        for (Path run : new Path[] {Runs.primed(), Runs.tuned()}) {
            assertThat(Files.readString(run.resolve("README.md"))).startsWith("---\nlanguage:\n- \"").contains("library_name: headstart")
                    .doesNotContain(run.getParent().toString());
        }
    }

    private static String logits(Path model) {
        Ran ran = Ran.headstart("predict", "--model", model, "--logits", TEXT);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        return ran.out();
    }
}
