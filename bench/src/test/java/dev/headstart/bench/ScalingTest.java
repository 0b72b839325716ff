package dev.headstart.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headstart.priming.Episode;
import dev.headstart.priming.InnerLoop;
import dev.headstart.run.DataConfig;
import dev.headstart.run.RunListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScalingTest {
    private static final MetaShape SHAPE = new MetaShape(new Episode.Shape(2, 16, 16), Learning.paper(InnerLoop.defaults()),
            Optional.empty());

    /** A step of 0.3 s for each task, 0.02 s for each inner step and, where sentences are cut, 0.01 s for each piece. */
    private static Sample measure(Job job) {
        MetaShape shape = ((MetaJob) job).shape();
        double seconds = 0.3 * shape.tasks().tasks() + 0.02 * shape.learning().inner().steps() + 0.01 * shape.length().orElse(0);
        return new Sample(List.of(new Sample.Step(seconds, 100, 0)), List.of(), Map.of(), Optional.empty(), "", Optional.empty());
    }

    private static ScalingReport report() {
        Subject subject = new Subject(Path.of("."), DataConfig.of(Path.of(".")), List.of("en"), 0, 1);
        return new Scaling(subject, SHAPE, new Pace(0, 1, 0), List.of(Variant.HEADSTART_FP32, Variant.HEADSTART_BF16),
                new Turns(2, ScalingTest::measure, RunListener.SILENT)).run();
    }

    @Test
    void eachDimensionGrowsAloneForEveryVariant() {
        assertThat(report().points()).filteredOn(point -> point.variant().equals("headstart-bf16"))
                .extracting(point -> point.by() + " " + point.value()).containsExactly("tasks 1", "tasks 2", "tasks 4", "tasks 8",
                        "inner_steps 1", "inner_steps 5", "inner_steps 20", "pieces 16", "pieces 64", "pieces 128");
    }

    @Test
    void slopesAreOfTheMediansAgainstWhatGrows() {
        assertThat(report().slopes()).hasSize(6);
        assertSlope("tasks", 0.3, 0.1);
        assertSlope("inner_steps", 0.02, 0.6);
        assertSlope("pieces", 0.01, 0.7);
    }

    private static void assertSlope(String by, double slope, double intercept) {
        ScalingReport.Slope found = report().slopes().stream().filter(each -> each.by().equals(by)).findFirst().orElseThrow();
        assertThat(found.secondsPerStep().slope()).isCloseTo(slope, within(1e-12));
        assertThat(found.secondsPerStep().intercept()).isCloseTo(intercept, within(1e-12));
        assertThat(found.secondsPerStep().r2()).isCloseTo(1, within(1e-12));
    }
}
