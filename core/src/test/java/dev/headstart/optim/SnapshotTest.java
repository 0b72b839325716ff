package dev.headstart.optim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.model.Parameters;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.torch.HostArrays;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private PointerScope scope;
    private Theta theta;

    @BeforeEach
    void open() {
        scope = new PointerScope();
        theta = new Theta(parameters(1, 2), parameters(3), parameters(4, 5));
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void restoringBringsBackTheParametersAsTheyWereWhenItWasMade() {
        try (Snapshot snapshot = new Snapshot(theta, Set.of(Part.ADAPTER, Part.HEAD))) {
            spoil();
            snapshot.restore_();
        }
        assertThat(HostArrays.doubles(theta.adapter().get("weight"))).containsExactly(3);
        assertThat(HostArrays.doubles(theta.head().get("weight"))).containsExactly(4, 5);
    }

    @Test
    void whatDoesNotMoveIsLeftAlone() {
        try (Snapshot snapshot = new Snapshot(theta, Set.of(Part.HEAD))) {
            spoil();
            snapshot.restore_();
        }
        assertThat(HostArrays.doubles(theta.pretrained().get("weight"))).containsExactly(101, 102);
        assertThat(HostArrays.doubles(theta.adapter().get("weight"))).containsExactly(103);
    }

    @Test
    void takingAnotherReplacesTheFirst() {
        try (Snapshot snapshot = new Snapshot(theta, Set.of(Part.HEAD))) {
            spoil();
            snapshot.take_();
            spoil();
            snapshot.restore_();
        }
        assertThat(HostArrays.doubles(theta.head().get("weight"))).containsExactly(104, 105);
    }

    @Test
    void itOutlivesTheScopeItWasMadeIn() {
        Snapshot snapshot;
        try (PointerScope inner = new PointerScope()) {
            snapshot = new Snapshot(theta, Set.of(Part.HEAD));
        }
        spoil();
        snapshot.restore_();
        snapshot.close();
        assertThat(HostArrays.doubles(theta.head().get("weight"))).containsExactly(4, 5);
    }

    private void spoil() {
        theta.tensors().forEach(tensor -> tensor.add_(new Scalar(100)));
    }

    private static Parameters parameters(double... values) {
        return new Parameters(Map.of("weight", Tensor.create(values, values.length)));
    }
}
