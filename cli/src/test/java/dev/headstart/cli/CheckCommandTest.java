package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CheckCommandTest {
    @Test
    void theInnerStepMovesAdapterAndHeadAndTheOuterStepTheEncoderToo() {
        Ran ran = check();
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("tensor", "inner step", "outer step", "still")
                .contains("θp  inner 0 of 69, outer 69 of 69", "θh  inner 2 of 2, outer 2 of 2", "support loss ");
    }

    /** Attention does not depend on the keys' biases: their gradient is 0, but for rounding. */
    @Test
    void theMamlLoopMovesTheEncoderInsideAsWell() {
        assertThat(check("--maml", "--inner-rate", "1e-3").out()).containsPattern("θp  inner 6[5-9] of 69, outer 69 of 69");
    }

    @Test
    void machinesGetEveryTensor() {
        Ran ran = check("--json");
        assertThat(ran.err()).isEmpty();
        JsonNode json = Runs.json(ran.out());
        assertThat(json.propertyNames()).containsExactly("movements", "support_loss", "query_loss");
        assertThat(json.get("movements")).hasSize(69 + 4 + 2);
        assertThat(StreamSupport.stream(json.get("movements").spliterator(), false)
                .filter(movement -> movement.get("part").stringValue().equals("θp")))
                .allSatisfy(movement -> assertThat(movement.get("inside_change").doubleValue()).isZero())
                .allSatisfy(movement -> assertThat(movement.get("outside_change").doubleValue()).isPositive());
    }

    private static Ran check(Object... more) {
        List<Object> words = new ArrayList<>(List.of("check", "--model", Runs.MINI, "--data", Runs.data(), "--language", "en"));
        words.addAll(List.of(more));
        return Ran.headstart(words.toArray());
    }
}
