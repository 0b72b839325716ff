package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.peft.Lora;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class FineTuneCommandEndToEndTest {
    private static final int PER_EPOCH = 8;   // steps: 60 sentences in batches of 8

    @TempDir
    private Path folder;

    @Test
    void anAdapterModelHoldsNoWeightOfItsEncoder() throws IOException {
        assertThat(Runs.filesButEvents(Runs.tuned())).containsExactly("README.md", "adapter/adapter.safetensors",
                "adapter/adapter_config.json", "head.safetensors", "headstart.json", "metrics.jsonl", "run.json");
        long bytes = Runs.files(Runs.tuned()).stream().mapToLong(file -> Runs.tuned().resolve(file).toFile().length()).sum();
        assertThat(bytes).isLessThan(300_000);
        JsonNode card = Runs.json(Runs.tuned().resolve("headstart.json"));
        assertThat(card.get("encoder_fingerprint").stringValue()).hasSize(64);
        assertThat(card.get("labels")).hasSize(7);
    }

    @Test
    void theLossFallsAndTheBestEpochIsKept() throws IOException {
        List<JsonNode> lines = Runs.lines(Runs.tuned().resolve("metrics.jsonl"));
        List<JsonNode> epochs = lines.stream().filter(line -> line.has("dev_f1")).toList();
        assertThat(lines).hasSize(6 * PER_EPOCH + 6);
        assertThat(epochs.get(5).get("train_loss").doubleValue()).isLessThan(0.8 * epochs.get(0).get("train_loss").doubleValue());
        JsonNode result = Runs.json(Runs.tuned().resolve("run.json")).get("result");
        double best = epochs.stream().mapToDouble(epoch -> epoch.get("dev_f1").doubleValue()).max().orElseThrow();
        assertThat(result.get("dev_f1").doubleValue()).isEqualTo(best);
        assertThat(result.get("kept_step").intValue() % PER_EPOCH).isZero();
    }

    @Test
    void theSameCommandGivesTheSameBytes() {
        assertThat(Runs.fineTune(Runs.primed(), folder.resolve("again"), "--epochs", 6).exitCode()).isZero();
        for (String file : List.of("head.safetensors", "adapter/adapter.safetensors", "metrics.jsonl")) {
            assertThat(folder.resolve("again").resolve(file)).as(file).hasSameBinaryContentAs(Runs.tuned().resolve(file));
        }
    }

    @Test
    void headTuningTrainsTheHeadAlone() throws IOException {
        Ran ran = Runs.fineTune(Runs.MINI, folder.resolve("tuned"), "--tuning", "head", "--steps", 2);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).containsPattern("θp +7,387,136 .* frozen").contains("1,799 move").doesNotContain("θa");
        assertThat(Runs.filesButEvents(folder.resolve("tuned")))
                .containsExactly("README.md", "adapter/adapter_config.json", "head.safetensors", "headstart.json", "metrics.jsonl",
                        "run.json");
    }

    @Test
    void headTuningOfAPrimedEncoderKeepsItsAdapterAsItIs() {
        assertThat(Runs.fineTune(Runs.primed(), folder.resolve("tuned"), "--tuning", "head", "--steps", 2).exitCode()).isZero();
        assertThat(folder.resolve("tuned/adapter/adapter.safetensors"))
                .hasSameBinaryContentAs(Runs.primed().resolve("adapter/adapter.safetensors"));
    }

    @Test
    void fullFineTuningKeepsItsOwnEncoderAndCanBeMoved() throws IOException {
        Ran ran = Runs.fineTune(Runs.primed(), folder.resolve("tuned"), "--tuning", "full", "--steps", 2);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(Runs.files(folder.resolve("tuned"))).contains("encoder/config.json", "encoder/model.safetensors",
                "encoder/tokenizer.json", "adapter/adapter.safetensors", "head.safetensors");
        Files.move(folder.resolve("tuned"), folder.resolve("moved"));
        assertThat(Ran.headstart("predict", "--model", folder.resolve("moved"), "Anna").exitCode()).isZero();
    }

    @Test
    void thePrimedAdapterIsUsedUnlessAFreshOneIsAskedFor() throws IOException {
        Ran with = Runs.fineTune(Runs.primed(), folder.resolve("with"), "--steps", 1, "--select", "last");
        Ran without = Runs.fineTune(Runs.primed(), folder.resolve("without"), "--steps", 1, "--select", "last", "--fresh-adapter");
        assertThat(with.err()).contains("(primed)");
        assertThat(without.exitCode()).isZero();
        assertThat(without.err()).doesNotContain("(primed)");
        assertThat(Files.mismatch(folder.resolve("with/adapter/adapter.safetensors"),
                folder.resolve("without/adapter/adapter.safetensors"))).isNotEqualTo(-1);
    }

    @Test
    void aFreshAdapterIsOfTheMethodThatTheEncoderWasPrimedFor() throws IOException {
        Ran primed = Runs.prime(folder.resolve("primed"), "--steps", 1, "--method", "lora");
        assertThat(primed.exitCode()).as(primed.err()).isZero();
        Ran ran = Runs.fineTune(folder.resolve("primed"), folder.resolve("tuned"), "--steps", 1, "--select", "last", "--fresh-adapter");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).doesNotContain("(primed)");
        JsonNode run = Runs.json(folder.resolve("tuned/run.json"));
        assertThat(run.get("adapter").stringValue()).startsWith("LoRA");
        assertThat(run.get("config").get("outer").get("rate").doubleValue()).isEqualTo(Lora.defaults().defaultRate());
    }

    @Test
    void thereIsNoAdapterToLeaveOutOfAPretrainedEncoder() {
        Ran ran = Runs.fineTune(Runs.MINI, folder.resolve("tuned"), "--steps", 1, "--fresh-adapter");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("--fresh-adapter: " + Runs.MINI + " was not primed, so it has no adapter to leave out.");
    }

    @Test
    void theNumberOfTrainingSentencesIsRecordedByItsName() throws IOException {
        Ran ran = Runs.fineTune(Runs.MINI, folder.resolve("tuned"), "--epochs", 1, "--train-sentences", 16);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        JsonNode run = Runs.json(folder.resolve("tuned/run.json"));
        assertThat(run.get("config").get("train_sentences").intValue()).isEqualTo(16);
        assertThat(run.get("result").get("steps").intValue()).isEqualTo(16 / 8);
    }

    @Test
    void patienceStopsATrainingThatGetsNoBetter() {
        Ran ran = Runs.fineTune(Runs.MINI, folder.resolve("tuned"), "--epochs", 9, "--rate", "1e-12", "--patience", 1, "--json");
        assertThat(Runs.json(ran.out()).get("steps").intValue()).isEqualTo(2 * PER_EPOCH);
        assertThat(Runs.json(ran.out()).get("kept_step").intValue()).isEqualTo(PER_EPOCH);
    }

    @Test
    void machinesGetOneJsonValueAndNothingElse() {
        Ran ran = Runs.fineTune(Runs.MINI, folder.resolve("tuned"), "--steps", 1, "--encoder-dropout", "on", "--json");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(Runs.json(ran.out()).propertyNames())
                .containsExactly("steps", "dev_f1", "kept_step", "final_loss", "wall_seconds");
    }
}
