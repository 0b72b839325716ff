package dev.headstart.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineTest {
    @Test
    void pointsOnALineGiveThatLine() {
        Line line = Line.through(List.of(1.0, 2.0, 4.0), List.of(3.5, 5.5, 9.5));
        assertThat(line.slope()).isCloseTo(2, within(1e-12));
        assertThat(line.intercept()).isCloseTo(1.5, within(1e-12));
        assertThat(line.r2()).isCloseTo(1, within(1e-12));
    }

    /** By hand: means 2 and 2; Σxx = 2, Σxy = 1, Σyy = 2. */
    @Test
    void otherPointsGiveTheNearestOne() {
        Line line = Line.through(List.of(1.0, 2.0, 3.0), List.of(2.0, 1.0, 3.0));
        assertThat(line.slope()).isCloseTo(0.5, within(1e-12));
        assertThat(line.intercept()).isCloseTo(1, within(1e-12));
        assertThat(line.r2()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void onePlaceIsNotEnough() {
        assertThatIllegalArgumentException().isThrownBy(() -> Line.through(List.of(2.0, 2.0), List.of(1.0, 3.0)))
                .withMessageContaining("two different places");
    }
}
