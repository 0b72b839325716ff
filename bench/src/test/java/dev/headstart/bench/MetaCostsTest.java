package dev.headstart.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headstart.peft.BitFit;
import dev.headstart.peft.PeftMethod;
import dev.headstart.peft.TopAdapter;
import dev.headstart.priming.Episode;
import dev.headstart.priming.Estimator;
import dev.headstart.run.DataConfig;
import dev.headstart.run.RunListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetaCostsTest {
    private static final Subject SUBJECT = new Subject(Path.of("."), DataConfig.of(Path.of(".")), List.of("en"), 0, 1);
    private static final Episode.Shape TASKS = new Episode.Shape(2, 16, 16);
    private static final Pace PACE = new Pace(0, 1, 0);

    private final List<String> order = new ArrayList<>();

    private static MetaCase of(PeftMethod method, Estimator estimator) {
        return new MetaCase(Learning.of(method, estimator, 5), Variant.HEADSTART_FP32);
    }

    /** First order takes 2 s and 1,000 MB; exact 3 s, and 4 MB more with each inner step, of which 1.5 MB a task are counted. */
    private Sample measure(Job job) {
        Learning learning = ((MetaJob) job).shape().learning();
        order.add(learning.meta().estimator() + " " + learning.inner().steps());
        boolean exact = learning.meta().estimator() == Estimator.EXACT;
        Map<String, Double> figures = exact ? Map.of(MetaJob.KEPT, 1.5e6, MetaJob.ACTIVATIONS, 1e6) : Map.of();
        return new Sample(List.of(new Sample.Step(exact ? 3 : 2, 100, 0)), List.of(), figures,
                Optional.of(1000.0 + (exact ? 4 * learning.inner().steps() : 0)), "", Optional.empty());
    }

    private Turns turns() {
        return new Turns(2, this::measure, RunListener.SILENT);
    }

    @Test
    void exactOnesAreComparedWithFirstOrderOfTheSameMethodAndVariant() {
        List<MetaCase> cases = List.of(of(TopAdapter.defaults(), Estimator.FIRST_ORDER), of(TopAdapter.defaults(), Estimator.EXACT),
                of(BitFit.defaults(), Estimator.EXACT));
        List<MetaGradientReport.Row> rows = new MetaCosts(SUBJECT, TASKS, PACE, cases, turns()).run().rows();
        assertThat(rows).extracting(MetaGradientReport.Row::timesFirstOrder)
                .containsExactly(Optional.of(1.0), Optional.of(1.5), Optional.empty());
        assertThat(rows.get(1).keptBytes()).contains(1.5e6);
        assertThat(rows.get(1).activationBytes()).contains(1e6);
        assertThat(rows.get(1).measured().gflops()).isEmpty();
        assertThat(rows.get(0).keptBytes()).isEmpty();
        assertThat(order).containsExactly("first-order 5", "exact 5", "exact 5", "first-order 5", "exact 5", "exact 5");
    }

    @Test
    void memoryIsComparedBetweenFewAndManyInnerSteps() {
        List<MetaCase> cases = List.of(of(TopAdapter.defaults(), Estimator.FIRST_ORDER), of(TopAdapter.defaults(), Estimator.EXACT));
        List<InnerMemoryReport.Row> rows = new InnerMemory(SUBJECT, TASKS, PACE, cases, turns()).run().rows();
        assertThat(order.subList(0, 4)).containsExactly("first-order 1", "first-order 50", "exact 1", "exact 50");
        assertThat(rows.get(0).growth()).isZero();
        assertThat(rows.get(1).peakMbOfFew()).isEqualTo(1004);
        assertThat(rows.get(1).peakMbOfMany()).isEqualTo(1200);
        assertThat(rows.get(1).growth()).isCloseTo(196.0 / 1004, within(1e-12));
        assertThat(rows.get(1).bytesPerStep()).isCloseTo(2e6, within(1e-3));
        assertThat(rows.get(1).keptBytes()).contains(1.5e6);
    }
}
