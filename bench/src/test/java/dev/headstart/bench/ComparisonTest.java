package dev.headstart.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headstart.run.RunListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final List<Variant> VARIANTS = List.of(Variant.LITERAL, Variant.HEADSTART_FP32, Variant.HEADSTART_BF16);
    private final List<String> order = new ArrayList<>();

    /** The literal form takes 8, 9 and 10 s a round, Headstart a quarter and an eighth of that; 100 GFLOPs a step. */
    private Sample measure(Job job) {
        order.add(job.variant().name() + (job instanceof PeakJob ? " peak" : ""));
        if (job instanceof PeakJob) {
            return new Sample(List.of(), List.of(), Map.of("fp32", 100.0 + order.size(), "bf16", 200.0), Optional.empty(), "",
                    Optional.empty());
        }
        int round = ((PredictionJob) job).round();
        double divisor = job.variant().equals(Variant.LITERAL) ? 1 : job.variant().equals(Variant.HEADSTART_FP32) ? 4 : 8;
        double loss = job.variant().equals(Variant.LITERAL) ? 2 : 2.002;
        return new Sample(List.of(new Sample.Step((8 + round) / divisor, 900, 100e9)), List.of(loss), Map.of(),
                Optional.of(500.0 + round), "engine", Optional.empty());
    }

    private BenchReport report(List<Variant> variants) {
        return new Comparison(variants, (variant, round) -> new PredictionJob(null, 1, 1, new Pace(0, 1, 0), variant, round), 3, 0,
                this::measure, RunListener.SILENT).run();
    }

    @Test
    void variantsTakeTurns() {
        report(VARIANTS);
        assertThat(order).hasSize(12);
        assertThat(order.subList(4, 8)).containsExactly("headstart-fp32 peak", "literal", "headstart-fp32", "headstart-bf16");
    }

    @Test
    void mediansAndSpreadAreOverAllRounds() {
        VariantReport literal = report(VARIANTS).variants().get(0);
        assertThat(literal.steps()).isEqualTo(3);
        assertThat(literal.spread()).isEqualTo(new Quartiles(8.5, 9, 9.5));
        assertThat(literal.secondsPerStep()).isEqualTo(9);
        assertThat(literal.tokensPerSecond()).isEqualTo(100);
        assertThat(literal.peakRssMb()).contains(502.0);
    }

    @Test
    void speedIsAgainstTheLiteralFormAndUtilisationAgainstTheBestPeak() {
        BenchReport report = report(VARIANTS);
        assertThat(report.speedup()).isEqualTo(Map.of("fp32", 4.0, "bf16", 8.0));
        assertThat(report.peakGflops()).isEqualTo(Map.of("fp32", 109.0, "bf16", 200.0));
        assertThat(report.utilisation().get("fp32")).isCloseTo(100 / 2.25 / 109, within(1e-12));
        assertThat(report.largestRelativeLossDifference().orElseThrow()).isCloseTo(0.001, within(1e-12));
    }

    @Test
    void withoutTheLiteralFormThereIsNothingToCompareWith() {
        BenchReport report = report(List.of(Variant.HEADSTART_BF16));
        assertThat(report.speedup()).isEmpty();
        assertThat(report.largestRelativeLossDifference()).isEmpty();
        assertThat(report.utilisation()).containsOnlyKeys("bf16");
    }
}
