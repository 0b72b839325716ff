package dev.headstart.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.headstart.bench.literal.Measure;
import dev.headstart.torch.Precision;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VariantTest {
    @Test
    void theAblationTakesEachMeasureAloneAndThenOneAfterTheOther() {
        assertThat(Variant.ablation()).extracting(Variant::name).containsExactly("literal", "literal+tuned", "literal+once",
                "literal+together", "literal+packed", "literal+tuned+once", "literal+tuned+once+together",
                "literal+tuned+once+together+packed", "headstart-fp32", "headstart-bf16");
    }

    @Test
    void onlyTheLiteralFormsLeaveTheLaunchersEnvironment() {
        assertThat(Variant.ablation()).filteredOn(variant -> !variant.tuned()).extracting(Variant::name)
                .allMatch(name -> name.startsWith("literal") && !name.contains("tuned")).hasSize(4);
    }

    @Test
    void variantsAreChosenByNameInTheirOwnOrder() {
        assertThat(Variant.named(List.of("headstart-bf16", "literal"), Variant.comparison()))
                .containsExactly(Variant.LITERAL, Variant.HEADSTART_BF16);
        assertThat(Variant.named(List.of(), Variant.comparison())).isEqualTo(Variant.comparison());
    }

    @Test
    void anUnknownNameIsRefusedWithThoseThereAre() {
        assertThatIllegalArgumentException().isThrownBy(() -> Variant.named(List.of("fast"), Variant.comparison())).withMessage(
                "--variants: there is no 'fast' here; choose among literal,literal+tuned,headstart-fp32,headstart-bf16.");
    }

    @Test
    void headstartHasNoMeasuresAndTheLiteralFormNoOtherPrecision() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Variant(Variant.Form.HEADSTART, Precision.FP32, Set.of(Measure.ONCE)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Variant(Variant.Form.LITERAL, Precision.BF16, Set.of()));
    }
}
