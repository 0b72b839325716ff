package dev.headstart.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headstart.run.DataConfig;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildProcessesTest {
    private final ChildProcesses children = new ChildProcesses();

    @Test
    void aChildMeasuresInAProcessOfItsOwn() {
        Sample peak = children.run(new PeakJob(Variant.LITERAL, 1));
        assertThat(peak.figures()).containsOnlyKeys("fp32", "bf16");
        assertThat(peak.figures().values()).allMatch(gigaflops -> gigaflops > 0);
        assertThat(peak.engine()).contains("1 thread");
        peak.peakRssMb().ifPresent(megabytes -> assertThat(megabytes).isBetween(50.0, 2000.0));
    }

    @Test
    void whatAChildFailsOfIsSaidInOneLine() {
        Subject subject = new Subject(Path.of("no-such-encoder"), DataConfig.of(Path.of("no-such-data")), List.of("en"), 1, 1);
        Job job = new PredictionJob(subject, 1, 1, new Pace(0, 1, 0), Variant.HEADSTART_FP32, 0);
        assertThatExceptionOfType(ChildFailure.class).isThrownBy(() -> children.run(job))
                .withMessageStartingWith("The process for prediction, headstart-fp32, round 1 failed with exit code 1: ")
                .withMessageContaining("no-such-data is not a folder")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("\n", "\tat "));
    }

    @Test
    void aKilledChildIsNotBlamedOnTheProgram() {
        assertThat(new ChildFailure("literal, round 2", 137, List.of())).hasMessage(
                "The process for literal, round 2 failed with exit code 137 (killed; was there enough memory?).");
    }
}
