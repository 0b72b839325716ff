package dev.headstart.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.headstart.data.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExactLengthTest {
    private static final int NONE = Unit.IGNORED;
    private static final List<Unit> REAL = List.of(
            new Unit(0, 0, "a b", new int[] {101, 1, 2, 3, 102}, new int[] {-1, 0, -1, 1, -1}, new int[] {NONE, 5, NONE, 6, NONE}),
            new Unit(1, 0, "c", new int[] {101, 4, 102}, new int[] {-1, 0, -1}, new int[] {NONE, 7, NONE}));

    @Test
    void longSentencesAreJoinedAndPiecesServeAgain() {
        List<Unit> exact = ExactLength.of(REAL, 5);
        assertThat(exact).extracting(Unit::length).containsOnly(5);
        assertThat(exact.get(0).ids()).containsExactly(101, 1, 2, 3, 102);
        assertThat(exact.get(1).ids()).containsExactly(101, 4, 1, 2, 102);
        assertThat(exact.get(1).words()).containsExactly(-1, 0, 1, -1, -1);
        assertThat(exact.get(1).labels()).containsExactly(NONE, 7, 5, NONE, NONE);
    }

    @Test
    void shortSentencesAreCut() {
        assertThat(ExactLength.of(REAL, 3)).extracting(Unit::ids).containsExactly(new int[] {101, 1, 102}, new int[] {101, 2, 102});
    }

    /** Episodes keep support and query apart by it. */
    @Test
    void everySentenceHasATextOfItsOwn() {
        assertThat(ExactLength.of(REAL, 4)).extracting(Unit::text).doesNotHaveDuplicates();
    }

    @Test
    void specialTokensNeedRoom() {
        assertThatIllegalArgumentException().isThrownBy(() -> ExactLength.of(REAL, 2)).withMessageContaining("at least 3");
    }
}
