package dev.headstart.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearScheduleTest {
    private static final Offset<Double> ROUNDING = Offset.offset(1e-15);

    @Test
    void withoutWarmUpTheRateFallsFromThePeakInEqualSteps() {
        assertThat(rates(new LinearSchedule(1, 0, 4))).containsExactly(new double[] {1, 0.75, 0.5, 0.25}, ROUNDING);
    }

    @Test
    void withWarmUpTheRateRisesToThePeakAndFalls() {
        assertThat(rates(new LinearSchedule(2, 0.4, 10)))
                .containsExactly(new double[] {0.5, 1, 1.5, 2, 2, 10 / 6.0, 8 / 6.0, 1, 4 / 6.0, 2 / 6.0}, ROUNDING);
    }

    @Test
    void aWarmUpOfAFractionOfAStepIsAStep() {
        assertThat(rates(new LinearSchedule(1, 0.1, 4))).containsExactly(new double[] {1, 0.75, 0.5, 0.25}, ROUNDING);
    }

    @Test
    void afterTheEndTheRateIsZero() {
        LinearSchedule schedule = new LinearSchedule(1, 0.1, 10);
        assertThat(schedule.at(10)).isZero();
        assertThat(schedule.at(1000)).isZero();
    }

    @Test
    void everyRateIsAboveZeroAndAtMostThePeak() {
        for (long seed = 0; seed < 1000; seed++) {
            Random random = new Random(seed);
            double peak = 1e-6 + random.nextDouble();
            LinearSchedule schedule = new LinearSchedule(peak, random.nextDouble(), 1 + random.nextInt(300));
            for (double rate : rates(schedule)) {
                assertThat(rate).as("seed %d: %s", seed, schedule).isPositive().isLessThanOrEqualTo(schedule.peak());
            }
        }
    }

    @Test
    void onceTheRateFallsItNeverRisesAgain() {
        for (long seed = 0; seed < 1000; seed++) {
            Random random = new Random(seed);
            LinearSchedule schedule = new LinearSchedule(1, random.nextDouble(), 2 + random.nextInt(300));
            double[] rates = rates(schedule);
            boolean falling = false;
            for (int step = 1; step < rates.length; step++) {
                falling |= rates[step] < rates[step - 1];
                boolean risesAgain = falling && rates[step] > rates[step - 1];
                assertThat(risesAgain).as("seed %d: %s, step %d", seed, schedule, step).isFalse();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0.1, 10, above 0", "NaN, 0.1, 10, above 0", "Infinity, 0.1, 10, above 0", "1, 1, 10, '[0, 1)'",
            "1, -0.1, 10, '[0, 1)'", "1, NaN, 10, '[0, 1)'", "1, 0.1, 0, at least 1"})
    void schedulesThatMakeNoSenseAreRefused(double peak, double warmup, int steps, String why) {
        assertThatThrownBy(() -> new LinearSchedule(peak, warmup, steps)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    private static double[] rates(LinearSchedule schedule) {
        return IntStream.range(0, schedule.steps()).mapToDouble(schedule::at).toArray();
    }
}
