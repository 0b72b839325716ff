package dev.headstart.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScopeTest {
    @BeforeAll
    static void startEngine() {
        Engine.start();
    }

    @Test
    void tidyFreesAllButTheResult() {
        List<Tensor> temporaries = new ArrayList<>();
        try (PointerScope caller = new PointerScope()) {
            Tensor result = Scope.tidy(() -> {
                temporaries.add(torch.ones(1000));
                return temporaries.get(0).add(temporaries.get(0));
            });
            assertThat(temporaries.get(0).isNull()).isTrue();
            assertThat(result.sum().item_double()).isEqualTo(2000);
        }
    }

    @Test
    void theResultOfTidyIsFreedWithTheCallersScope() {
        Tensor result;
        try (PointerScope caller = new PointerScope()) {
            result = Scope.tidy(() -> Scope.tidy(() -> torch.ones(3)));
            assertThat(result.isNull()).isFalse();
        }
        assertThat(result.isNull()).isTrue();
    }

    @Test
    void tidyMayReturnWhatTheCallerHas() {
        try (PointerScope caller = new PointerScope()) {
            Tensor ours = torch.ones(3);
            Tensor same = Scope.tidy(() -> ours);
            assertThat(same.sum().item_double()).isEqualTo(3);
        }
    }

    @Test
    void anOwnersTensorOutlivesTheScopeAndDiesWithTheOwner() {
        Tensor kept;
        Owner owner;
        try (PointerScope caller = new PointerScope()) {
            kept = Scope.tidy(() -> torch.ones(3));
            owner = new Owner(List.of(kept));
        }
        assertThat(HostArrays.doubles(kept)).containsExactly(1, 1, 1);
        owner.close();
        assertThat(kept.isNull()).isTrue();
    }

    @Test
    void tidyFreesEverythingWhenTheBodyFails() {
        List<Tensor> temporaries = new ArrayList<>();
        try (PointerScope caller = new PointerScope()) {
            assertThatThrownBy(() -> Scope.tidy(() -> {
                temporaries.add(torch.ones(3));
                throw new IllegalStateException("the body failed");
            })).hasMessage("the body failed");
            assertThat(PointerScope.getInnerScope()).isSameAs(caller);
        }
        assertThat(temporaries.get(0).isNull()).isTrue();
    }

    @Test
    void tidyNeedsAScopeForItsResult() {
        assertThatThrownBy(() -> Scope.tidy(() -> torch.ones(3)))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("No open PointerScope");
    }

    @Test
    void withoutGraphSwitchesRecordingOffAndBackOn() {
        assertThat(Scope.withoutGraph(GradMode::is_enabled)).isFalse();
        assertThat(GradMode.is_enabled()).isTrue();
    }

    @Test
    void withoutGraphWorksInsideAScopeAndAfterItCloses() {
        try (PointerScope caller = new PointerScope()) {
            Tensor weight = torch.ones(3).requires_grad_(true);
            assertThat(Scope.withoutGraph(() -> weight.add(weight)).requires_grad()).isFalse();
            assertThat(GradMode.is_enabled()).isTrue();
            assertThat(weight.add(weight).requires_grad()).isTrue();
        }
        assertThat(GradMode.is_enabled()).isTrue();
    }

    @Test
    void theEndOfAScopeDoesNotUndoALaterMode() {
        Scope.withoutGraph(() -> {
            try (PointerScope inner = new PointerScope()) {
                Scope.withoutGraph(() -> true);
            }
            assertThat(GradMode.is_enabled()).isFalse();
            return true;
        });
        assertThat(GradMode.is_enabled()).isTrue();
    }

    @Test
    void withoutGraphRestoresTheModeWhenTheBodyFails() {
        assertThatThrownBy(() -> Scope.withoutGraph(() -> {
            throw new IllegalStateException("the body failed");
        })).hasMessage("the body failed");
        assertThat(GradMode.is_enabled()).isTrue();
    }

    @Test
    void withoutGraphLeavesNothingForTheCollector() {
        long before = Pointer.totalCount();
        for (int i = 0; i < 1000; i++) {
            Scope.withoutGraph(() -> true);
        }
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }
}
