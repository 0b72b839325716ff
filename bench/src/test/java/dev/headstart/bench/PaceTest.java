package dev.headstart.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1, 0,   0.1,  0, 1",    // no warm-up
        "2, 3, 0,   0.1,  2, 3",    // quick steps, no least time
        "2, 3, 10,  20,   2, 3",    // a slow variant takes the least number
        "2, 3, 1,   0.25, 4, 4",    // a quick one takes more
        "0, 1, 1,   0.5,  2, 2"
    })
    void stepsAndSecondsBothHold(int warmup, int steps, double seconds, double took, int untimed, int timed) {
        Pace.Progress progress = new Pace(warmup, steps, seconds).new Progress();
        List<Boolean> counted = new ArrayList<>();
        while (progress.more()) {
            counted.add(progress.counts(took));
        }
        assertThat(counted.subList(0, untimed)).doesNotContain(true);
        assertThat(counted.subList(untimed, counted.size())).hasSize(timed).doesNotContain(false);
    }

    @Test
    void impossibleNumbersAreRefused() {
        assertThatThrownBy(() -> new Pace(-1, 1, 0)).hasMessageContaining("-1 steps to warm up");
        assertThatThrownBy(() -> new Pace(0, 0, 0)).hasMessageContaining("0 to time");
        assertThatThrownBy(() -> new Pace(0, 1, -1)).hasMessageContaining("-1.0 seconds");
    }
}
