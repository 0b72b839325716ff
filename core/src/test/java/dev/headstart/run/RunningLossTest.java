package dev.headstart.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunningLossTest {
    private static final int STEPS = 40;   // the last tenth are four

    @Test
    void anotherOneGoesOnWhereItStood() {
        RunningLoss whole = new RunningLoss(STEPS);
        RunningLoss before = new RunningLoss(STEPS);
        RunningLoss after = new RunningLoss(STEPS);
        for (int step = 1; step <= STEPS; step++) {
            whole.add(step, 1.0 / step);
            (step < STEPS - 1 ? before : after).add(step, 1.0 / step);
            if (step == STEPS - 2) {
                after.restore_(before.state());
            }
        }
        assertThat(after.ofLastTenth()).isEqualTo(whole.ofLastTenth());
        assertThat(after).hasToString(whole.toString());
        assertThat(after.state()).isEqualTo(whole.state());
    }
}
