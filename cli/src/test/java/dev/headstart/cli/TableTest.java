package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void numbersEndBelowEachOther() {
        assertThat(new Table("language", "F1").row("hi", "9.5").row("et", "81.25")).hasToString("""
                language     F1
                ---------------
                hi          9.5
                et        81.25""");
    }

    @Test
    void vowelSignsTakeNoRoom() {
        assertThat(new Table("x", "n").row("हिंदु", "1").row("abcd", "2").toString().lines().skip(2))
                .containsExactly("हिंदु   1", "abcd  2");
    }

    @Test
    void aRowIsAsLongAsTheHeader() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Table("a", "b").row("1"))
                .withMessage("A row has 1 cells; the header has 2.");
    }
}
