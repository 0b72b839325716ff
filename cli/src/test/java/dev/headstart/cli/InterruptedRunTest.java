package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(value = OS.LINUX, disabledReason = "'env --default-signal' makes Ctrl-C heard where tests run in the background")
class InterruptedRunTest {
    private static final int INTERRUPTED = 128 + 2;   // as shells count: 128 + SIGINT
    private static final int PATIENCE = 120;   // seconds

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"prime --languages en", "finetune --language nl --select last"})
    void ctrlCInTheMiddleLeavesNothingButACheckpoint(String command) throws IOException, InterruptedException {
        Path errors = folder.resolve("errors.txt");
        Process process = start(command, errors);
        Path metrics = folder.resolve(".out.partial-" + process.pid()).resolve("metrics.jsonl");
        for (int i = 0; i < PATIENCE * 10 && !(Files.exists(metrics) && Files.size(metrics) > 0); i++) {
            assertThat(process.isAlive()).as(Files.readString(errors)).isTrue();
            Thread.sleep(100);
        }
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
        assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(INTERRUPTED);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(errors, folder.resolve(".out.checkpoint"));
        }
        assertThat(Files.readString(errors)).contains("Interrupted after step ").doesNotContain("headstart: ", "Exception");
    }

    private Process start(String command, Path errors) throws IOException {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT", java, "-cp",
                System.getProperty("java.class.path"), Headstart.class.getName()));
        words.addAll(List.of(command.split(" ")));
        words.addAll(List.of("--model", Runs.MINI.toString(), "--data", Runs.data().toString(),
                "--out", folder.resolve("out").toString(), "--steps", "1000000"));
        return new ProcessBuilder(words).redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(errors.toFile()).start();
    }
}
