package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The smallest of everything: what is tested is that every work gets measured, not how fast it is. */
class BenchCommandTest {
    private static Ran bench(String work, String... more) {
        List<Object> words = new ArrayList<>(List.of("bench", work, "--data", Runs.data(), "--rounds", 1, "--steps", 1,
                "--warmup", 0, "--seconds", 0, "--tasks", 1, "--support", 2, "--query", 2, "--inner-steps", 1, "--threads", 1));
        words.addAll(List.of(more));
        return Ran.headstart(words.toArray());
    }

    @Test
    void primingOnRandomWeightsIsComparedWithTheLiteralForm() {
        Ran ran = bench("priming", "--size", "mini", "--tokenizer", Runs.MINI.toString(), "--variants",
                "literal,headstart-fp32,headstart-bf16", "--json");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).isEmpty();
        JsonNode json = Runs.json(ran.out());
        assertThat(json.get("speedup").propertyNames()).containsExactly("fp32", "bf16");
        assertThat(json.get("utilisation").propertyNames()).containsExactly("fp32", "bf16");
        assertThat(json.get("peak_gflops").propertyNames()).containsExactly("fp32", "bf16");
        assertThat(json.get("largest_relative_loss_difference").doubleValue()).isLessThan(1e-4);
        assertThat(json.get("machine").propertyNames()).contains("processor", "cores", "tuning");
        assertThat(json.get("variants").findValuesAsString("name")).containsExactly("literal", "headstart-fp32", "headstart-bf16");
        assertThat(json.get("variants").get(2).propertyNames())
                .contains("precision", "seconds_per_step", "tokens_per_second", "peak_rss_mb", "spread", "steps");
        assertThat(json.get("variants").get(2).get("seconds_per_step").doubleValue()).isPositive();
    }

    @Test
    void peopleGetATable() {
        Ran ran = bench("prediction", "--model", Runs.MINI.toString(), "--language", "nl", "--variants", "headstart-fp32");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out()).startsWith("variant").contains("headstart-fp32", "sentences per second", "matrix-product peak",
                "machine: ");
        assertThat(ran.err()).contains("measuring");
    }

    @Test
    void metaGradientsOfSeveralMethodsAreComparedWithFirstOrder() {
        Ran ran = bench("meta-gradients", "--model", Runs.MINI.toString(), "--method", "top-adapter", "--method",
                "lora:rank=2,layers=top-1", "--variants", "headstart-fp32", "--json");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        JsonNode rows = Runs.json(ran.out()).get("rows");
        assertThat(rows.findValuesAsString("meta_gradient")).containsExactly("first-order", "exact", "first-order", "exact");
        assertThat(rows.get(0).get("times_first_order").doubleValue()).isEqualTo(1);
        assertThat(rows.get(1).get("kept_bytes").doubleValue()).isPositive();
        assertThat(rows.get(1).get("activation_bytes").doubleValue()).isPositive();
        assertThat(rows.get(3).get("method").stringValue()).contains("LoRA");
        assertThat(rows.get(3).get("measured").get("seconds_per_step").doubleValue()).isPositive();
    }

    @Test
    void memoryOfFewAndManyInnerStepsIsATable() {
        Ran ran = bench("memory", "--model", Runs.MINI.toString(), "--meta-gradient", "first-order", "--variants", "headstart-fp32");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out()).startsWith("method").contains("MB at S = 1", "MB at S = 50", "first-order", "headstart-fp32", " %");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "meta-gradients --variants literal               | the literal forms exist for the top adapter and first-order",
        "meta-gradients --method nothing                 | There is no method 'nothing'; known are",
        "meta-gradients --meta-gradient second-order     | --meta-gradient is 'second-order'; choose one of",
        "meta-gradients --method lora:layers=9           | layer",
        "scaling --method lora                           | --method and --meta-gradient are for the works meta-gradients and memory"})
    void learningThatCannotBeMeasuredIsRefused(String words, String part) {
        String[] all = words.split(" ");
        Ran ran = bench(all[0], Stream.concat(Stream.of("--model", Runs.MINI.toString()), Stream.of(all).skip(1))
                .toArray(String[]::new));
        assertThat(ran.exitCode()).isNotZero();
        assertThat(ran.err()).hasLineCount(1).startsWith("headstart: ").contains(part);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "--size huge                              | --size is 'huge'; choose one of mbert, xlmr-base, mini.",
        "--size mini --model x                    | not both.",
        "--model x --tokenizer y                  | --tokenizer goes with --size",
        "--variants literal+once                  | --variants: there is no 'literal+once' here; choose among",
        "--languages en,en                        | give at least one, each once",
        "--model {mini} --languages en,xx          | There is no train split of 'xx'",
        "--model /nowhere                         | /nowhere",
        "--rounds 0                               | '--rounds': expected a whole number, at least 1, but was '0'"})
    void mistakesShowBeforeAnythingIsMeasured(String options, String part) {
        Ran ran = bench("priming", options.replace("{mini}", Runs.MINI.toString()).split(" "));
        assertThat(ran.exitCode()).isNotZero();
        assertThat(ran.err()).hasLineCount(1).startsWith("headstart: ").contains(part);
    }

    @Test
    void anUnknownWorkIsRefusedWithThoseThereAre() {
        assertThat(bench("speed").err().strip()).isEqualTo("headstart: Invalid value for positional parameter at index 0 (WORK): "
                + "expected priming or maml or finetuning or prediction or scaling or ablation or meta-gradients or memory but was 'speed'. "
                + "Try 'headstart bench --help'.");
    }
}
