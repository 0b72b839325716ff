package dev.headstart.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.model.Activation;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Parameters;
import dev.headstart.model.Part;
import dev.headstart.peft.InitialValues;
import dev.headstart.peft.PeftMethod;
import dev.headstart.testing.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Trained parameters on bert-base-multilingual-cased, without the head: those of Python peft and adapters, and of docs/methods.md. */
class MethodCountsTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "peft");
    private static final Path DOCUMENT = Path.of("..", "docs", "methods.md");
    private static final int COMPARED = 1;
    private static final EncoderConfig MBERT =
            new EncoderConfig(119_547, 768, 12, 12, 3072, 512, 2, Activation.GELU, 1e-12, 0.1, 0.1);

    private PointerScope scope;

    @BeforeEach
    void open() {
        scope = new PointerScope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    static Stream<Arguments> counts() {
        return Stream.of("counts-peft.json", "counts-adapters.json").map(name -> StrictJson.read(GOLDEN.resolve(name)))
                .flatMap(counts -> counts.properties().stream())
                .map(count -> Arguments.of(count.getKey(), count.getValue().longValue()));
    }

    @ParameterizedTest
    @MethodSource("counts")
    void asManyParametersAreTrainedAsInPython(String method, long count) throws IOException {
        assertThat(trained(method)).isEqualTo(count);
        assertThat(row(method, COMPARED)).endsWith("| " + written(count) + " | " + written(count) + " |");
    }

    @ParameterizedTest
    @MethodSource("names")
    void theDocumentGivesEveryMethodsDefaultsAndCount(String method) throws IOException {
        JsonNode defaults = StrictJson.MAPPER.readTree(MethodForm.write(MethodForm.parse(method)));
        String row = row(method, 0);
        defaults.properties().stream().filter(setting -> !setting.getKey().equals("method")).forEach(setting ->
                assertThat(row).contains("`" + setting.getKey() + "=" + text(setting.getValue()) + "`"));
        assertThat(row).endsWith("| " + written(trained(method)) + " |");
    }

    static List<String> names() {
        return MethodForm.names();
    }

    @Test
    void theDocumentIsOnePage() throws IOException {
        assertThat(Files.readAllLines(DOCUMENT)).hasSizeLessThan(60);
    }

    private static long trained(String text) {
        PeftMethod method = MethodForm.parse(text);
        Parameters adapter = method.fresh(MBERT, hollow(), new InitialValues(1, TinyModel.engine(), torch.ScalarType.Float));
        return method.moving().contains(Part.PRETRAINED) ? hollow().count() : adapter.count();
    }

    /** The encoder's tensors in their shapes, without memory behind them. */
    private static Parameters hollow() {
        Tensor zero = torch.zeros(1);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        EncoderTensors.shapes(MBERT).forEach((name, shape) ->
                tensors.put(name, zero.expand(shape.stream().mapToLong(Long::longValue).toArray())));
        return new Parameters(tensors);
    }

    /** @param table which of the document's tables, from 0 */
    private static String row(String method, int table) throws IOException {
        String text = Files.readString(DOCUMENT).split("(?m)^\\|---.*$")[table + 1];
        return text.lines().filter(line -> line.startsWith("| `" + method + "` |")).findFirst()
                .orElseThrow(() -> new AssertionError("There is no row for '" + method + "' in table " + table + " of " + DOCUMENT + "."));
    }

    private static String text(JsonNode value) {
        return value.isArray() ? String.join("+", value.valueStream().map(JsonNode::asString).toList())
                : value.asString().replaceAll("\\.0$", "");
    }

    private static String written(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
