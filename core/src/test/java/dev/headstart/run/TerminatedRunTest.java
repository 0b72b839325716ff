package dev.headstart.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
    void aTrainingRunLeavesACheckpointOfItsLastStep() throws IOException, InterruptedException {
        Process process = start(UnfinishedFineTuning.class, folder.resolve("data"), folder.resolve("out/run"));
        List<String> said = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                if (line.equals("step 20")) {
                    process.toHandle().destroy();   // the process's own would close what it says
                }
            }
        }
        assertThat(process.waitFor()).isEqualTo(TERMINATED);
        String last = RunDirectoryTest.entries(folder.resolve("out/.run.checkpoint")).iterator().next();
        assertThat(Integer.parseInt(last)).isGreaterThanOrEqualTo(20);
        assertThat(said).contains("Interrupted after step " + last + ". The same command goes on from there.");
        assertThat(RunDirectoryTest.entries(folder.resolve("out"))).containsExactly(".run.checkpoint");
    }

    @Test
    void aTerminatedRunLeavesNothing() throws IOException, InterruptedException {
        Process process = start(UnfinishedRun.class, folder.resolve("run"));
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

    private static Process start(Class<?> program, Path... arguments) throws IOException {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        List<String> command = new ArrayList<>(List.of(java, "-cp", System.getProperty("java.class.path"), program.getName()));
        Stream.of(arguments).map(Path::toString).forEach(command::add);
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }
}
