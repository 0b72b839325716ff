package dev.headstart.run;

import dev.headstart.optim.AdamW;
import dev.headstart.optim.LinearSchedule;

/**
 * AdamW under a linear schedule.
 *
 * @param rate      highest rate; β in priming
 * @param warmup    share of the steps in which the rate rises, in [0, 1)
 * @param constants of AdamW
 */
public record Outer(double rate, double warmup, AdamW.Constants constants) {
    public Outer {
        new LinearSchedule(rate, warmup, 1);   // refuses what no schedule can have
    }

    LinearSchedule over(int steps) {
        return new LinearSchedule(rate, warmup, steps);
    }
}
