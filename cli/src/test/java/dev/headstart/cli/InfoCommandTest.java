package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InfoCommandTest {
    private static final Path MINI = Path.of("../models/mini");

    @Test
    void theEngineIsDescribed() {
        Ran ran = Ran.headstart("info", "--threads", "1");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("engine             libtorch ", "threads            1",
                "precision          fp32", "openblas coretype  ", "java               ");
    }

    @Test
    void machinesGetTheSame() {
        JsonNode json = JsonMapper.shared().readTree(
                Ran.headstart("info", "--threads", "1", "--precision", "BF16", "--json").out());
        assertThat(json.get("precision").stringValue()).isEqualTo("bf16");
        assertThat(json.get("threads").intValue()).isEqualTo(1);
        assertThat(json.get("instruction_sets").isArray()).isTrue();
    }

    @Test
    void aModelIsCounted() {
        Ran ran = Ran.headstart("info", "--model", MINI, "--threads", "1", "--json");
        JsonNode model = JsonMapper.shared().readTree(ran.out()).get("model");
        long embeddings = (16_000 + 512 + 2 + 2) * 256L;
        long layer = 4 * (256 * 256 + 256) + 2 * 256 * 1024 + 1024 + 256 + 4 * 256;
        assertThat(model.get("embeddings").longValue()).isEqualTo(embeddings);
        assertThat(model.get("parameters").longValue()).isEqualTo(embeddings + 4 * layer);
        assertThat(model.get("tensors").intValue()).isEqualTo(5 + 4 * 16);
        assertThat(model.get("pieces").intValue()).isEqualTo(16_000);
    }

    @Test
    void aFineTunedModelIsDescribedWithItsEncoder() {
        assertThat(Ran.headstart("info", "--model", Runs.tuned()).out())
                .contains("task               spans, ", "tuning             adapter", "method             top adapter", "BERT, 4 layers");
    }

    @Test
    void theFamilyIsNamed() {
        Ran ran = Ran.headstart("info", "--model", Path.of("../core/src/test/resources/golden/family/electra"));
        assertThat(ran.out()).contains("ELECTRA, 3 layers, hidden size 32, 4 heads, feed-forward 64, gelu, 64 positions",
                "embeddings 7,392, layers 25,632");   // (360 + 64 + 2 + 2) · 16, and 17 · 32 of the map that widens them
    }

    @Test
    void whatHasNoEffectIsListedOnRequest() {
        assertThat(Ran.headstart("info", "--model", MINI).out())
                .contains("BERT, 4 layers, hidden size 256").doesNotContain("ignored keys");
        assertThat(Ran.headstart("info", "--model", MINI, "--verbose").out()).containsPattern("ignored keys +.*use_cache");
    }

    @Test
    void aFolderWithoutAModelIsRefused() {
        Ran ran = Ran.headstart("info", "--model", Path.of("src"));
        assertThat(ran.exitCode()).isNotZero();
        assertThat(ran.err()).startsWith("headstart: ").hasLineCount(1).doesNotContain("bug");
    }
}
