package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.checkpoint.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PrimeCommandEndToEndTest {
    private static final String WEIGHTS = "model.safetensors";
    private static final String ADAPTER = "adapter/adapter.safetensors";

    @TempDir
    private Path folder;

    @Test
    void aPrimedEncoderIsACheckpointInHuggingFaceLayoutWithAnAdapter() throws IOException {
        Ran ran = Runs.prime(folder.resolve("primed"), "--steps", 1);
        assertThat(ran.exitCode()).isZero();
        assertThat(Runs.filesButEvents(folder.resolve("primed"))).containsExactly("README.md", "adapter/adapter.safetensors",
                "adapter/adapter_config.json", "config.json", "metrics.jsonl", WEIGHTS, "run.json", "tokenizer.json",
                "tokenizer_config.json", "vocab.txt");
        assertThat(ran.out()).startsWith("Primed in 1 steps, ").hasLineCount(1);
        assertThat(ran.err()).contains("Priming by algorithm-1, first-order meta-gradient", "θp", "θa", "θh", "priming: 1/1 (100 %)");
        assertThat(Files.list(folder)).as("nothing else is left").hasSize(1);
    }

    @Test
    void theLossFalls() throws IOException {
        List<JsonNode> steps = Runs.lines(Runs.primed().resolve("metrics.jsonl"));
        assertThat(steps).hasSize(Runs.STEPS);
        assertThat(steps.get(Runs.STEPS - 1).get("query_loss").doubleValue())
                .isLessThan(0.8 * steps.get(0).get("query_loss").doubleValue());
        assertThat(steps.get(0).propertyNames()).containsExactly("step", "query_loss", "outer_rate", "sources");
        assertThat(steps.get(0).get("sources").valueStream().map(JsonNode::stringValue)).containsExactly("en", "es");
    }

    @Test
    void theEncoderMovesAndWhatIsNotItsOwnStaysAsItWas() {
        try (PointerScope scope = new PointerScope(); SafetensorsFile before = SafetensorsFile.open(Runs.MINI.resolve(WEIGHTS));
                SafetensorsFile after = SafetensorsFile.open(Runs.primed().resolve(WEIGHTS))) {
            assertThat(after.names()).containsExactlyElementsOf(before.names());
            assertThat(after.names()).filteredOn(name -> name.startsWith("cls.")).hasSize(5).allSatisfy(name -> {
                assertThat(after.type(name)).isEqualTo(before.type(name));
                assertThat(after.read(name).equal(before.read(name))).as(name).isTrue();
            });
            String moved = "bert.encoder.layer.0.output.dense.weight";
            assertThat(after.read(moved).equal(before.read(moved).to(after.read(moved).scalar_type()))).isFalse();
        }
    }

    @Test
    void theSameCommandGivesTheSameBytesAndAnotherSeedDoesNot() throws IOException {
        Path again = folder.resolve("again");
        Path other = folder.resolve("other");
        assertThat(Runs.prime(again, "--steps", Runs.STEPS, "--record-episodes").exitCode()).isZero();
        assertThat(Runs.prime(other, "--steps", Runs.STEPS, "--record-episodes", "--seed", 2).exitCode()).isZero();
        for (String file : List.of(WEIGHTS, ADAPTER, "metrics.jsonl", "episodes.jsonl", "trace.jsonl")) {
            assertThat(again.resolve(file)).as(file).hasSameBinaryContentAs(Runs.primed().resolve(file));
            assertThat(Files.mismatch(other.resolve(file), Runs.primed().resolve(file))).as(file).isNotEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--by maml", "--by finetune --batch-size 8", "--heads shared", "--encoder-dropout on",
            "--by finetune --batch-size 8 --watch 1 --keep-best", "--precision bf16", "--inner-steps 0",
            "--no-adapter-residual --adapter-init bert --adapter-activation tanh --bottleneck 8"})
    void everyWayOfPrimingMovesEncoderAndAdapter(String options) throws IOException {
        Path out = folder.resolve("primed");
        Ran ran = Runs.prime(out, (Object[]) ("--steps 2 " + options).split(" "));
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(Files.mismatch(out.resolve(WEIGHTS), Runs.primed().resolve(WEIGHTS))).isNotEqualTo(-1);
        assertThat(Files.mismatch(out.resolve(ADAPTER), Runs.primed().resolve(ADAPTER))).isNotEqualTo(-1);
        assertThat(Runs.lines(out.resolve("metrics.jsonl"))).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void convergenceIsWatchedAndTheBestIsKept() throws IOException {
        Path out = folder.resolve("primed");
        Ran ran = Runs.prime(out, "--steps", 3, "--watch", 2, "--dev-episodes", 2, "--keep-best");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("step 2: dev episodes loss ", "step 3: dev episodes loss ", "(best)");
        List<JsonNode> looks = Runs.lines(out.resolve("metrics.jsonl")).stream().filter(line -> line.has("dev_f1")).toList();
        assertThat(looks).extracting(look -> look.get("step").intValue()).containsExactly(2, 3);
        assertThat(looks.get(0).propertyNames()).containsExactly("step", "dev_query_loss", "dev_f1", "best");
        assertThat(Runs.json(out.resolve("run.json")).get("result").get("kept_step").intValue()).isIn(2, 3);
    }

    @Test
    void machinesGetOneJsonValueAndNothingElse() {
        Ran ran = Runs.prime(folder.resolve("primed"), "--steps", 1, "--json");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(Runs.json(ran.out()).propertyNames()).containsExactly("algorithm", "steps", "final_loss", "kept_step", "dev", "wall_seconds");
    }

    @Test
    void aRunSaysAllThatDeterminedIt() throws IOException {
        JsonNode run = Runs.json(Runs.primed().resolve("run.json"));
        assertThat(run.propertyNames()).containsExactly("command", "algorithm", "config", "conventions", "versions", "repositories",
                "encoder_sha256", "data_sha256", "labels", "tasks", "lengths", "parameters", "result");
        JsonNode config = run.get("config");
        assertThat(config.get("outer").get("constants").propertyNames())
                .containsExactly("beta1", "beta2", "epsilon", "weight_decay");
        assertThat(config.get("method").propertyNames()).containsExactly("method", "bottleneck", "activation", "residual", "initialisation");
        assertThat(config.get("recipe").get("inner").get("rates").get("adapter").doubleValue()).isEqualTo(0.03);
        assertThat(config.get("dropout").stringValue()).isEqualTo("off");
        assertThat(run.get("data_sha256").propertyNames()).containsExactly("en/train", "es/train");
        assertThat(run.get("labels")).hasSize(7);
        assertThat(run.get("tasks").get("es").stringValue()).isEqualTo("spans");
    }
}
