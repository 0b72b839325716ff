package dev.headstart.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.headstart.model.Parameters;
import dev.headstart.torch.HostArrays;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResumableTest {
    private PointerScope scope;
    private Parameters live;

    @BeforeEach
    void open() {
        scope = new PointerScope();
        live = parameters(1, 2);
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private static Parameters parameters(double... values) {
        return new Parameters(Map.of("a/b", Tensor.create(values)));
    }

    @Test
    void tensorsAreSetInPlace() {
        Tensor before = live.get("a/b");
        Resumable.of(live).restore_(State.of(parameters(3, 4)));
        assertThat(HostArrays.doubles(before)).containsExactly(3, 4);
    }

    @Test
    void anotherShapeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Resumable.of(live).restore_(State.of(parameters(3))))
                .withMessageContaining("'a/b' is [1], expected [2]");
        assertThatIllegalArgumentException().isThrownBy(() -> Resumable.of(live).restore_(State.NONE))
                .withMessageContaining("no parameter 'a/b'");
    }

    @Test
    void partsKeepTheirNamesApart() {
        Parameters other = parameters(5, 6);
        Resumable both = Resumable.of(Map.of("x", Resumable.of(live), "xy", Resumable.of(other)));
        assertThat(both.state().tensors().byName().keySet()).containsExactly("x/a/b", "xy/a/b");
        both.restore_(new State(parameters(7, 8).under("x").with(parameters(9, 10).under("xy")), Map.of()));
        assertThat(HostArrays.doubles(live.get("a/b"))).containsExactly(7, 8);
        assertThat(HostArrays.doubles(other.get("a/b"))).containsExactly(9, 10);
    }

    @Test
    void aNumberThatIsNotThereIsNamed() {
        State state = State.of(Map.of("updates", 3.0)).under("outer");
        assertThat(state.part("outer").number("updates")).isEqualTo(3);
        assertThatIllegalArgumentException().isThrownBy(() -> state.number("updates"))
                .withMessage("There is no number 'updates' in the state; there are [outer/updates].");
    }
}
