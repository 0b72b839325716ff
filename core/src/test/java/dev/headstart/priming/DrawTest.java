package dev.headstart.priming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DrawTest {
    private static final List<Integer> SIZES = List.of(800, 100, 100);
    private static final int DRAWS = 20_000;
    /** Five standard deviations of a share of 20,000 draws. */
    private static final double CHANCE = 5 * 0.5 / Math.sqrt(DRAWS);

    private static double[] shares(Draw draw, long seed) {
        Supplier<Integer> sources = draw.from(SIZES, seed);
        double[] shares = new double[SIZES.size()];
        IntStream.range(0, DRAWS).forEach(i -> shares[sources.get()] += 1.0 / DRAWS);
        return shares;
    }

    @Test
    void turnsGoRound() {
        Supplier<Integer> sources = Draw.TURNS.from(SIZES, 1);
        assertThat(Stream.generate(sources).limit(7)).containsExactly(0, 1, 2, 0, 1, 2, 0);
    }

    @Test
    void uniformIgnoresSizes() {
        assertThat(shares(Draw.UNIFORM, 1)).containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(CHANCE));
    }

    @Test
    void bySizeFollowsThem() {
        assertThat(shares(Draw.BY_SIZE, 1)).containsExactly(new double[] {0.8, 0.1, 0.1}, within(CHANCE));
    }

    /** 800^(1/3) is twice 100^(1/3). */
    @Test
    void aTemperatureFlattensThem() {
        assertThat(shares(Draw.atTemperature(3), 1)).containsExactly(new double[] {0.5, 0.25, 0.25}, within(CHANCE));
        assertThat(((Draw.Proportional) Draw.atTemperature(3)).probabilities(SIZES)).containsExactly(
                new double[] {0.5, 0.25, 0.25}, within(1e-12));
    }

    @Test
    void theSeedDecides() {
        assertThat(Stream.generate(Draw.UNIFORM.from(SIZES, 1)).limit(50))
                .containsExactlyElementsOf(Stream.generate(Draw.UNIFORM.from(SIZES, 1)).limit(50).toList())
                .isNotEqualTo(Stream.generate(Draw.UNIFORM.from(SIZES, 2)).limit(50).toList());
    }

    @Test
    void namesComeBack() {
        for (String name : List.of("turns", "uniform", "by-size", "temperature=5.0")) {
            assertThat(Draw.named(name).name()).isEqualTo(name);
        }
        assertThat(Draw.named("temperature=1")).isEqualTo(Draw.BY_SIZE);
        assertThatThrownBy(() -> Draw.named("often")).hasMessageContainingAll("'often'", "turns, uniform, by-size");
        assertThatThrownBy(() -> Draw.named("temperature=0")).hasMessageContaining("above 0");
        assertThatThrownBy(() -> Draw.named("temperature=-1")).hasMessageContaining("above 0");
    }
}
