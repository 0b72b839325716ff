package dev.headstart.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows ends processes without telling them")
class TerminatedRunTest {
    private static final int TERMINATED = 128 + 15;   // as shells count: 128 + SIGTERM

    @TempDir
    private Path folder;

    @Test
    void aTerminatedRunLeavesNothing() throws IOException, InterruptedException {
        Process process = start(folder.resolve("run"));
        try (BufferedReader steps = process.inputReader()) {
            while (!"20".equals(steps.readLine())) {
                assertThat(process.isAlive()).isTrue();
            }
            assertThat(RunDirectoryTest.entries(folder)).containsExactlyInAnyOrder(".run.partial-" + process.pid(), ".run.lock");
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(process.exitValue()).isEqualTo(TERMINATED);
        assertThat(RunDirectoryTest.entries(folder)).isEmpty();
    }

    private static Process start(Path out) throws IOException {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        return new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), UnfinishedRun.class.getName(),
                out.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }
}
