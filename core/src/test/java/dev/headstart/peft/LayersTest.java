package dev.headstart.peft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.headstart.model.Activation;
import dev.headstart.model.EncoderConfig;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayersTest {
    private static final EncoderConfig SIX = new EncoderConfig(40, 8, 6, 2, 12, 24, 2, Activation.GELU, 1e-12, 0, 0);

    @ParameterizedTest
    @CsvSource({"all, 0 1 2 3 4 5", "top-1, 5", "top-6, 0 1 2 3 4 5", "0, 0", "3+0, 0 3", "2-4, 2 3 4", "5-5, 5", "0-1+4, 0 1 4",
        "4+3-5, 3 4 5"})
    void aTextNamesLayersInAscendingOrder(String text, String numbers) {
        assertThat(new Layers(text).of(SIX)).containsExactlyElementsOf(
                Arrays.stream(numbers.split(" ")).map(Integer::valueOf).toList());
        assertThat(new Layers(text).lowest(SIX)).isEqualTo(new Layers(text).of(SIX).get(0));
        assertThat(new Layers(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none", "top", "top-0", "top-", "-1", "1-", "1,2", "1+", "1 2", "1-2-3", "ALL", "99999", "4-2", "5+4-2"})
    void otherTextsAreRefusedWithExamples(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Layers(text))
                .withMessage("The layers are '" + text + "'; write all, top-4, numbers such as 0+3, or a range such as 6-11.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"6", "top-7", "0+6", "4-6", "9999"})
    void layersThatTheEncoderLacksAreRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Layers(text).of(SIX))
                .withMessage("The layers are to be '" + text + "', but the encoder has 6, numbered 0 to 5.");
    }
}
