package dev.headstart.bench.literal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.headstart.model.Parameters;
import dev.headstart.optim.AdamW;
import dev.headstart.priming.Episode;
import dev.headstart.priming.EpisodeSampler;
import dev.headstart.priming.Heads;
import dev.headstart.priming.InnerLoop;
import dev.headstart.priming.Priming;
import dev.headstart.torch.HostArrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is timed against Headstart must compute what Headstart computes. */
class LiteralPrimingTest {
    private static final int STEPS = 6;
    private static final double TOLERANCE = 1e-9;

    private PointerScope scope;

    @BeforeEach
    void open() {
        scope = new PointerScope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private static Priming headstart(MetaStart start) {
        return new Priming(start.model(), new Priming.Config(start.inner(), start.outer(), AdamW.Constants.defaults(),
                Heads.Policy.PER_LANGUAGE), start.theta(), start.sources(), start.labels(), start.seed());
    }

    /** Takes the same steps with both, each from its own start. @param tolerance relative */
    private static void assertSameLosses(MetaStart one, MetaStart other, Set<Measure> measures, double tolerance) {
        try (Priming headstart = headstart(one); LiteralPriming literal = new LiteralPriming(other, measures)) {
            EpisodeSampler sampler = new EpisodeSampler(one.sources(), new Episode.Shape(3, 4, 5), 6);
            for (int step = 0; step < STEPS; step++) {
                List<Episode> tasks = sampler.next();
                List<Double> expected = headstart.step(tasks).queryLosses();
                List<Double> losses = literal.step(tasks);
                for (int task = 0; task < tasks.size(); task++) {
                    assertThat(losses.get(task)).isCloseTo(expected.get(task), within(tolerance * expected.get(task)));
                }
            }
        }
    }

    /** Only rounding of doubles differs, amplified by AdamW. */
    private static void assertSame(InnerLoop.Kind kind, Set<Measure> measures) {
        MetaStart one = Tiny.start(kind, torch.ScalarType.Double);
        MetaStart other = Tiny.start(kind, torch.ScalarType.Double);
        assertSameLosses(one, other, measures, TOLERANCE);
        assertClose(one.theta().pretrained(), other.theta().pretrained());
        assertClose(one.theta().adapter(), other.theta().adapter());
    }

    private static void assertClose(Parameters one, Parameters other) {
        one.byName().forEach((name, tensor) -> assertThat(HostArrays.doubles(other.get(name))).as(name)
                .usingComparatorWithPrecision(TOLERANCE).containsExactly(HostArrays.doubles(tensor)));
    }

    @ParameterizedTest
    @EnumSource(InnerLoop.Kind.class)
    void theLiteralFormComputesWhatHeadstartComputes(InnerLoop.Kind kind) {
        assertSame(kind, Set.of());
    }

    /** Parameters do not: AdamW turns the rounding in gradients that are really 0 into whole steps. */
    @ParameterizedTest
    @EnumSource(InnerLoop.Kind.class)
    void inSinglePrecisionLossesAgree(InnerLoop.Kind kind) {
        assertSameLosses(Tiny.start(kind, torch.ScalarType.Float), Tiny.start(kind, torch.ScalarType.Float), Set.of(), 1e-4);
    }

    @ParameterizedTest
    @EnumSource(Measure.class)
    void noMeasureChangesWhatIsComputed(Measure measure) {
        assertSame(InnerLoop.Kind.PEFT, Set.of(measure));
    }

    @Test
    void norDoAllOfThem() {
        assertSame(InnerLoop.Kind.PEFT, EnumSet.allOf(Measure.class));
    }

    @Test
    void measuresThatNeedAStandingEncoderAreRefusedWhereItMoves() {
        MetaStart start = Tiny.start(InnerLoop.Kind.MAML, torch.ScalarType.Float);
        assertThatIllegalArgumentException().isThrownBy(() -> new LiteralPriming(start, Set.of(Measure.ONCE)))
                .withMessageContaining("do not apply");
    }
}
