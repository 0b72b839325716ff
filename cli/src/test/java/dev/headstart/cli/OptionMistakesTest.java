package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong option gets exit code 2 and one line that names it. */
class OptionMistakesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "--steps 2 --epochs 1            | either as --steps or as --epochs, not both",
        "--steps 0                       | '--steps': expected a whole number, at least 1, but was '0'",
        "--epochs=-1                     | '--epochs': expected a number above 0 but was '-1'",
        "--tasks 0                       | '--tasks': expected a whole number, at least 1, but was '0'",
        "--support 0                     | '--support': expected",
        "--query 1.5                     | '--query': expected a whole number, at least 1, but was '1.5'",
        "--inner-steps=-1                | '--inner-steps': expected a whole number, at least 0, but was '-1'",
        "--inner-rate=-0.1               | '--inner-rate': expected a number above 0 but was '-0.1'",
        "--inner-rate NaN                | '--inner-rate': expected a number above 0 but was 'NaN'",
        "--inner-rate-head 0             | '--inner-rate-head': expected",
        "--inner-rate-pretrained 0.1     | --inner-rate-pretrained has an effect only with --by maml",
        "--outer-rate 1e999              | '--outer-rate': expected a number above 0 but was '1e999'",
        "--warmup 1                      | '--warmup': expected a number at least 0 and below 1 but was '1'",
        "--weight-decay=-1               | '--weight-decay': expected a number at least 0 but was '-1'",
        "--checkpoint-every 5            | '--checkpoint-every': expected a time above 0, e.g. 30s, 5m or 2h, or off, but was '5'",
        "--checkpoint-every 0s           | '--checkpoint-every': expected a time above 0, e.g. 30s, 5m or 2h, or off, but was '0s'",
        "--watch 0                       | '--watch': expected",
        "--dev-episodes x                | '--dev-episodes': expected a whole number, at least 1, but was 'x'",
        "--keep-best                     | --keep-best needs --watch N",
        "--by magic                      | --by is 'magic'; choose one of algorithm-1, maml, finetune",
        "--by finetune --watch 5         | add --keep-best to --watch",
        "--by finetune --record-episodes | --record-episodes: there are none with --by finetune",
        "--by finetune --batch-size 0    | '--batch-size': expected",
        "--heads two                     | --heads is 'two'; choose one of per-language, shared",
        "--bottleneck 0                  | '--bottleneck': expected",
        "--adapter-activation step       | '--adapter-activation': The non-linearity 'step' is unknown; known are gelu",
        "--adapter-init zero             | --adapter-init is 'zero'; choose one of zero-up, small, bert",
        "--method lorra                  | There is no method 'lorra'; known are bitfit, full, head, houlsby, ia3, lora,",
        "--method lora:rnk=3             | Method 'lora' has no setting 'rnk=3'; its settings are rank, alpha, dropout,",
        "--method lora:rank=x            | rank is 'x'; expected a whole number",
        "--method lora:rank=0            | LoRA's rank is 0; it must be at least 1",
        "--method lora:targets=foo       | targets is 'foo'; expected one of query, key, value,",
        "--method lora:layers=9          | The layers are to be '9', but the encoder has 4, numbered 0 to 3",
        "--method prefix:length=600      | The prefix has length 600, but the encoder has only 512 positions",
        "--method prompt:length=400      | Units of up to 128 pieces and a prompt of 400 need 528 positions, but the encoder has only 512",
        "--method lora --bottleneck 3    | with --method write its settings behind its name",
        "--inner-optimizer adam          | --inner-optimizer is 'adam'; choose one of sgd, adamw",
        "--meta-gradient second          | --meta-gradient is 'second'; choose one of first-order, exact, reptile",
        "--meta-gradient exact --encoder-dropout on         | leave dropout out",
        "--meta-gradient exact --method lora:dropout=0.1    | leave dropout out",
        "--meta-gradient reptile --method head              | choose another meta-gradient",
        "--meta-gradient reptile --learn-inner-rates        | they cannot be learned with it",
        "--by finetune --meta-gradient exact                | --meta-gradient has no effect: there are no tasks and no inner loop with --by finetune",
        "--by finetune --draw uniform                       | --draw has no effect",
        "--batch-size 3                  | --batch-size has no effect: it is for --by finetune",
        "--dev-episodes 3                | --dev-episodes has no effect: it goes with --watch",
        "--meta-gradient reptile --inner-steps 0            | give at least one",
        "--meta-gradient reptile --method full --inner-optimizer adamw | use --inner-optimizer sgd",
        "--encoder-dropout maybe         | '--encoder-dropout': expected off or on but was 'maybe'",
        "--max-length 0                  | '--max-length': expected",
        "--max-length 2                  | Set --max-length to at least 3",
        "--limit 0                       | '--limit': expected",
        "--tags bio                      | '--tags': expected iob2 or iob1 but was 'bio'",
        "--long-sentences drop           | '--long-sentences': expected split or truncate but was 'drop'",
        "--seed x                        | '--seed': 'x' is not a whole number",
        "--precision fp8                 | --precision is 'fp8'; choose one of fp32, bf16, auto",
        "--support 31 --query 31         | too few for one task",
        "--frobnicate                    | Unknown option: '--frobnicate'"})
    void ofPrime(String options, String part) {
        fails(part, "prime", "--model", Runs.MINI, "--languages", "en", "--data", Runs.data(), "--out", folder.resolve("out"), options);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "--rate 0                        | '--rate': expected a number above 0 but was '0'",
        "--batch-size 0                  | '--batch-size': expected",
        "--patience 0                    | '--patience': expected",
        "--patience 1 --select last      | use --patience with --select best",
        "--select first                  | '--select': expected best or last but was 'first'",
        "--tuning lora                   | '--tuning': expected adapter or head or full but was 'lora'"})
    void ofFineTune(String options, String part) {
        fails(part, "finetune", "--model", Runs.MINI, "--language", "nl", "--data", Runs.data(), "--out", folder.resolve("out"), options);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en,en", "en,,es", ""})
    void languagesAreGivenOnceEach(String languages) {
        fails("--languages en,es", "prime", "--model", Runs.MINI, "--data", Runs.data(), "--out", folder.resolve("out"),
                "--languages " + languages);
    }

    @Test
    void nothingIsLeftWhereARunWasToBe() throws IOException {
        ofPrime("--support 31 --query 31", "too few");
        try (var entries = Files.list(folder)) {
            assertThat(entries).isEmpty();
        }
    }

    /** @param words the last one holds several */
    private void fails(String part, Object... words) {
        List<Object> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(all.remove(words.length - 1).toString().split(" ", -1)));
        Ran ran = Ran.headstart(all.toArray());
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines().filter(line -> line.startsWith("headstart: "))).hasSize(1).first().asString().contains(part);
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
