package dev.headstart.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.headstart.peft.FullFineTuning;
import dev.headstart.peft.Lora;
import dev.headstart.peft.TopAdapter;
import dev.headstart.priming.Estimator;
import dev.headstart.priming.InnerRates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LearningTest {
    private static Learning of(Estimator estimator) {
        return Learning.of(TopAdapter.defaults(), estimator, 5);
    }

    @Test
    void theLiteralFormsDoThePapers() {
        of(Estimator.FIRST_ORDER).check(Variant.LITERAL);
        assertThat(of(Estimator.FIRST_ORDER).isPapers()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(value = Estimator.class, mode = EnumSource.Mode.EXCLUDE, names = "FIRST_ORDER")
    void theLiteralFormsHaveNoOtherMetaGradient(Estimator estimator) {
        assertThatIllegalArgumentException().isThrownBy(() -> of(estimator).check(Variant.LITERAL))
                .withMessageStartingWith("--variants: the literal forms exist for the top adapter and first-order").withMessageContaining(
                        "leave out 'literal'");
        of(estimator).check(Variant.HEADSTART_FP32);
    }

    @Test
    void theLiteralFormsHaveNoOtherMethod() {
        Learning lora = Learning.of(Lora.defaults(), Estimator.FIRST_ORDER, 5);
        assertThatIllegalArgumentException().isThrownBy(() -> lora.check(Variant.LITERAL));
    }

    @Test
    void whereTheEncoderMovesInsideItDoesSoSlowly() {
        assertThat(Learning.of(FullFineTuning.defaults(), Estimator.EXACT, 5).inner().rates()).isEqualTo(InnerRates.all(1e-4));
        assertThat(of(Estimator.EXACT).inner().rates()).isEqualTo(InnerRates.all(0.03));
    }
}
