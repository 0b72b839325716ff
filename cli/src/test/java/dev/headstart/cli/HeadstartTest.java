package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeadstartTest {
    @Test
    void theVersionIsAResult() {
        Ran ran = Ran.headstart("--version");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).startsWith("headstart ");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void helpListsTheCommands() {
        Ran ran = Ran.headstart("--help");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("Usage: headstart", "score", "info");
        assertThat(ran.out().strip()).endsWith("options.");
    }

    @Test
    void withoutACommandTheHelpIsNoResult() {
        Ran ran = Ran.headstart();
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("Usage: headstart");
    }

    @Test
    void aMisspeltCommandGetsASuggestion() {
        Ran ran = Ran.headstart("scroe");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err().strip()).startsWith("headstart: Unmatched argument at index 0: 'scroe'. Did you mean score")
                .endsWith("? Try 'headstart --help'.").doesNotContain("\n");
    }

    @Test
    void aMisspeltOptionGetsASuggestionAndNotAComplaintAboutTheOneItWasMeantToBe() {
        Ran ran = Ran.headstart("score", "--golden", "a", "--predicted", "b");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err().strip())
                .startsWith("headstart: Unknown option").contains("--golden", "Did you mean --gold")
                .endsWith("Try 'headstart score --help'.").doesNotContain("\n");
    }

    @Test
    void aMissingOptionIsNamed() {
        Ran ran = Ran.headstart("score", "--gold", "a");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err().strip()).isEqualTo(
                "headstart: Missing required option: '--predicted=FILE'. Try 'headstart score --help'.");
    }

    @Test
    void aWrongValueIsNamedWithThePossibleOnes() {
        Ran ran = Ran.headstart("info", "--device", "tpu");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err().strip()).isEqualTo("headstart: Invalid value for option '--device': "
                + "expected cpu or cuda but was 'tpu'. Try 'headstart info --help'.");
    }

    @Test
    void aNegativeNumberOfThreadsIsRefused() {
        Ran ran = Ran.headstart("info", "--threads", "-1");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err().strip())
                .isEqualTo("headstart: --threads is -1; it must be at least 1, or 0 for all cores.");
    }
}
