package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InfoCommandTest {
    @Test
    void theEngineIsDescribed() {
        Ran ran = Ran.headstart("info", "--threads", "1");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("engine             libtorch ", "threads            1", "precision          fp32",
                "openblas coretype  ", "java               ");
    }

    @Test
    void machinesGetTheSame() {
        JsonNode json = JsonMapper.shared().readTree(Ran.headstart("info", "--threads", "1", "--precision", "BF16", "--json").out());
        assertThat(json.get("precision").stringValue()).isEqualTo("bf16");
        assertThat(json.get("threads").intValue()).isEqualTo(1);
        assertThat(json.get("instruction_sets").isArray()).isTrue();
    }
}
