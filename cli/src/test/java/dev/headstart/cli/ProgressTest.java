package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final long SECOND = 1_000_000_000L;

    private final StringWriter err = new StringWriter();
    private long now;

    @Test
    void aFastTaskPrintsOneLine() {
        try (Progress progress = lines("Scoring", 1000)) {
            for (int i = 1; i <= 1000; i++) {
                now += SECOND / 2000;
                progress.step(i, "");
            }
        }
        assertThat(printed()).containsExactly("Scoring: 1,000/1,000 (100 %), 2,000/s, took 0:01");
    }

    @Test
    void aTaskOfMinutesPrintsATenthALine() {
        try (Progress progress = lines("Priming", 100)) {
            for (int i = 1; i <= 100; i++) {
                now += SECOND / 2;
                progress.step(i, "loss 0." + i);
            }
        }
        assertThat(printed()).hasSize(10).startsWith("Priming: 10/100 (10 %), 2.00/s, 0:45 left, loss 0.10")
                .endsWith("Priming: 100/100 (100 %), 2.00/s, took 0:50, loss 0.100");
    }

    @Test
    void aSlowTaskPrintsEveryTenSeconds() {
        try (Progress progress = lines("Priming", 1000)) {
            for (int i = 1; i <= 9; i++) {
                now += 5 * SECOND;
                progress.step(i, "");
            }
        }
        assertThat(printed()).startsWith("Priming: 2/1,000 (0 %), 0.20/s, 1:23:10 left").hasSize(5)
                .endsWith("Priming: 9/1,000 (0 %), 0.20/s, 1:22:35 left");
    }

    @Test
    void aTaskThatEndsEarlySaysWhere() {
        try (Progress progress = lines("Fine-tuning", 10)) {
            now += SECOND / 10;
            progress.step(1, "loss 1.0");
        }
        assertThat(printed()).containsExactly("Fine-tuning: 1/10 (10 %), 10.0/s, 0:01 left, loss 1.0");
    }

    @Test
    void stepsOfEarlierProcessesCountForNoRate() {
        try (Progress progress = lines("Priming", 100)) {
            progress.resume(89);
            now += 2 * SECOND;
            progress.step(90, "");
        }
        assertThat(printed()).containsExactly("Priming: 90/100 (90 %), 0.50/s, 0:20 left");
    }

    @Test
    void aTaskWithoutStepsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Progress.start("Priming", 0, new PrintWriter(err)))
                .withMessage("'Priming' has 0 steps; it must have at least 1.");
    }

    @Test
    void theBarShowsTaskCountAndMessage() {
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(terminal, true, StandardCharsets.UTF_8);
        try (Progress progress = new ProgressOnTerminal("Priming", 4, stream, 100)) {
            progress.step(4, "loss 0.5");
        }
        assertThat(terminal.toString(StandardCharsets.UTF_8)).contains("Priming", "4/4", "loss 0.5");
    }

    private Progress lines(String task, long total) {
        return new ProgressInLines(task, total, new PrintWriter(err, true), () -> now);
    }

    private List<String> printed() {
        return err.toString().lines().toList();
    }
}
