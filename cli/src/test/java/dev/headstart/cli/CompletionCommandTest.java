package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CompletionCommandTest {
    private static final Path BASH = Path.of("/bin/bash");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void itHoldsEveryCommandWithItsOptions(String shell) {
        Ran ran = Ran.headstart("completion", shell);
        assertThat(ran.exitCode()).isZero();
        assertKnown(ran.out(), Headstart.commandLine());
    }

    private static void assertKnown(String script, CommandLine commandLine) {
        commandLine.getSubcommands().forEach((name, command) -> {
            if (command.getCommandSpec().usageMessage().hidden()) {
                return;
            }
            assertThat(script).contains(" " + name + "\" ]");
            command.getCommandSpec().options().forEach(option -> assertThat(script).contains("'" + option.longestName() + "'"));
            assertKnown(script, command);
        });
    }

    /** {@code compopt} works only where a shell completes by itself. */
    @ParameterizedTest
    @CsvSource({"'headstart fine', finetune", "'headstart cache ver', verify", "'headstart info --dev', --device"})
    void bashCompletesWithIt(String typed, String completed) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(BASH), "there is no bash here");
        Path script = Files.writeString(folder.resolve("completion"), Ran.headstart("completion", "bash").out());
        Process bash = new ProcessBuilder(BASH.toString(), "-c", "source \"$1\"; compopt() { :; }; COMP_LINE=$2; COMP_WORDS=($2); "
                + "COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _complete_headstart; echo \"${COMPREPLY[*]}\"", "bash", script.toString(), typed)
                .redirectErrorStream(true).start();
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip()).isEqualTo(completed);
        assertThat(bash.waitFor()).isZero();
    }

    @Test
    void anotherShellIsRefusedWithThoseThereAre() {
        Ran ran = Ran.headstart("completion", "fish");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).containsIgnoringCase("bash").containsIgnoringCase("zsh");
    }
}
