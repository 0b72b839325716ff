package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CheckCommandTest {
    private static final Path WIKIANN = Path.of("../core/src/test/resources/golden/parquet/wikiann");

    @Test
    void theInnerStepMovesAdapterAndHeadAndTheOuterStepTheEncoderToo() {
        Ran ran = check();
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(check("--verbose").out()).contains("tensor", "inner step", "outer step", "still");
        assertThat(ran.out()).doesNotContain("still").contains("θp  inner 0 of 69, outer 69 of 69", "θh  inner 2 of 2, outer 2 of 2", "support loss ");
    }

    /** Attention does not depend on the keys' biases: their gradient is 0, but for rounding. */
    @Test
    void theMamlLoopMovesTheEncoderInsideAsWell() {
        assertThat(check("--maml", "--inner-rate", "1e-3").out()).containsPattern("θp  inner 6[5-9] of 69, outer 69 of 69");
    }

    @Test
    void aFewSentencesAreEnough() {
        Ran ran = check("--limit", "7");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("query loss after adapting");
    }

    @Test
    void machinesGetEveryTensor() {
        Ran ran = check("--json");
        assertThat(ran.err()).isEmpty();
        JsonNode json = Runs.json(ran.out());
        assertThat(json.propertyNames()).containsExactly("sizes", "movements", "support_loss", "query_loss");
        assertThat(json.get("movements")).hasSize(69 + 4 + 2);
        assertThat(StreamSupport.stream(json.get("movements").spliterator(), false)
                .filter(movement -> movement.get("part").stringValue().equals("θp")))
                .allSatisfy(movement -> assertThat(movement.get("inside_change").doubleValue()).isZero())
                .allSatisfy(movement -> assertThat(movement.get("outside_change").doubleValue()).isPositive());
    }

    @Test
    void aDataSetInParquetIsComparedWithItsReadme(@TempDir Path folder) throws IOException {
        Path language = Files.createDirectories(folder.resolve("en"));
        for (String part : List.of("train-00000-of-00002.parquet", "train-00001-of-00002.parquet")) {
            Files.copy(WIKIANN.resolve("en").resolve(part), language.resolve(part));
        }
        Files.writeString(folder.resolve("README.md"), """
                ---
                dataset_info:
                - config_name: en
                  splits:
                  - name: train
                    num_examples: 41
                ---
                """);
        assertThat(checkOf(folder).out()).contains("en: train 40 sentences",
                "not as published: README.md says that train has 41 sentences.");
        Files.writeString(folder.resolve("README.md"), Files.readString(folder.resolve("README.md")).replace("41", "40"));
        assertThat(checkOf(folder).out()).contains("en: train 40 sentences");
        assertThat(checkOf(WIKIANN).out()).contains("en: train 40 sentences, dev 12 sentences",
                "; no README.md there says how many were published");
    }

    private static Ran check(Object... more) {
        return checkOf(Runs.data(), more);
    }

    private static Ran checkOf(Path data, Object... more) {
        List<Object> words = new ArrayList<>(List.of("check", "--model", Runs.MINI, "--data", data, "--language", "en"));
        words.addAll(List.of(more));
        return Ran.headstart(words.toArray());
    }
}
