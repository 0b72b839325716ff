package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that is killed without a word, and the same command again. */
class KilledRunTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {
        "prime --languages en,es --support 4 --query 4 --steps 100 --outer-rate 1e-3 --watch 40 --dev-episodes 2",
        "finetune --language nl --tuning full --batch-size 4 --epochs 8"})
    void theSameCommandEndsInTheSameBytes(String command) throws IOException, InterruptedException {
        Path killed = folder.resolve("killed/run");     // of one name, which the model card has
        killAfterACheckpoint(words(command, killed, "1s"));
        assertThat(killed).doesNotExist();
        Ran again = run(words(command, killed, "1s"));
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.err()).containsPattern("Continuing at step \\d+ of \\d+, after ");
        Path whole = folder.resolve("whole/run");
        assertThat(run(words(command, whole, "off")).err()).doesNotContain("Checkpoint", "Continuing");
        assertThat(Runs.filesButEvents(killed)).isEqualTo(Runs.filesButEvents(whole));
        for (String file : Runs.filesButEvents(whole)) {
            if (!file.equals("run.json")) {
                assertThat(killed.resolve(file)).as(file).hasSameBinaryContentAs(whole.resolve(file));
            }
        }
        try (Stream<Path> left = Files.list(killed.getParent())) {
            assertThat(left).containsExactly(killed);
        }
    }

    private static List<String> words(String command, Path out, String pace) {
        List<String> words = new ArrayList<>(Arrays.asList(command.split(" ")));
        words.addAll(List.of("--model", Runs.MINI.toString(), "--data", Runs.data().toString(), "--threads", "1",
                "--checkpoint-every", pace, "--out", out.toString()));
        return words;
    }

    private static Ran run(List<String> words) {
        return Ran.headstart(words.toArray());
    }

    private static void killAfterACheckpoint(List<String> words) throws IOException, InterruptedException {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        List<String> command = new ArrayList<>(List.of(java, "-cp", System.getProperty("java.class.path"), Headstart.class.getName()));
        command.addAll(words);
        Process process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        List<String> said = new ArrayList<>();
        try (BufferedReader errors = process.errorReader()) {
            for (String line = errors.readLine(); line != null && !line.startsWith("Checkpoint"); line = errors.readLine()) {
                said.add(line);
            }
            assertThat(process.isAlive()).as(String.join("\n", said)).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
