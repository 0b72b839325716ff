package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {
    private static final int WIDTH = 80;

    static List<String> commands() {
        List<String> commands = new ArrayList<>(Headstart.commandLine().getSubcommands().keySet());
        assertThat(commands).contains("quickstart", "prime", "finetune", "evaluate", "predict", "score", "report", "check", "bench", "info");
        return commands;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpIsAResultOfEightyColumns(String command) {
        Ran ran = Ran.headstart(command, "--help");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).startsWith("Usage: headstart " + command);
        assertThat(ran.out().lines()).allMatch(line -> line.codePointCount(0, line.length()) <= WIDTH);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyOptionIsExplainedWithItsDefault(String command) {
        List<OptionSpec> options = Headstart.commandLine().getSubcommands().get(command).getCommandSpec().options();
        assertThat(options).allSatisfy(option -> {
            assertThat(option.description()).as(option.longestName()).isNotEmpty();
            if (option.defaultValue() != null) {
                assertThat(String.join(" ", option.description())).as(option.longestName()).contains("(default: ");
            }
        });
        assertThat(Ran.headstart(command, "--help").out()).doesNotContain("null", "${");
    }
}
