package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole way with encoders that are not BERT. They are random and as small as can be, and so are their scores. */
class EncoderFamiliesEndToEndTest {
    private static final Path FAMILIES = Path.of("../core/src/test/resources/golden/family");
    /** All the positions that they have. */
    private static final int LONGEST = 64;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"distilbert, DistilBERT", "roberta, RoBERTa", "xlm-roberta, XLM-RoBERTa", "electra, ELECTRA"})
    void anEncoderIsPrimedTunedScoredAndUsed(String type, String family) throws IOException {
        Path primed = folder.resolve("primed");
        Ran prime = succeeded(Ran.headstart("prime", "--model", FAMILIES.resolve(type), "--languages", "en,es", "--data", Runs.data(),
                "--out", primed, "--support", 4, "--query", 4, "--steps", 4, "--max-length", LONGEST));
        assertThat(prime.err()).contains(family + ", 3 layers, 32 wide, 4 heads, ");
        assertThat(Runs.files(primed)).contains("adapter/adapter.safetensors", "tokenizer.json", "tokenizer_config.json");
        assertThat(Files.readString(primed.resolve("config.json"))).contains("\"model_type\": \"" + type + "\"");
        Path tuned = folder.resolve("tuned");
        succeeded(Runs.fineTune(primed, tuned, "--epochs", 1, "--max-length", LONGEST));
        succeeded(Ran.headstart("evaluate", "--model", tuned, "--data", Runs.data(), "--language", "nl"));
        assertThat(succeeded(Ran.headstart("predict", "--model", tuned, "Anne Frank woonde in Amsterdam .")).out()).contains("Amsterdam");
    }

    private static Ran succeeded(Ran ran) {
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        return ran;
    }
}
