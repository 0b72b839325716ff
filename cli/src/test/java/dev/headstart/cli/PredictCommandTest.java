package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PredictCommandTest {
    private static final String HINDI = "राम दिल्ली में रहते हैं ।";

    @TempDir
    private Path folder;
    private final InputStream standardInput = System.in;

    @AfterEach
    void giveStandardInputBack() {
        System.setIn(standardInput);
    }

    @Test
    void eachArgumentIsASentence() {
        Ran ran = predict("Anna lives in Oslo.", HINDI);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(words(ran)).containsExactly("Anna lives in Oslo .", HINDI);
    }

    @Test
    void jsonLinesHoldWordsTagsAndEntities() {
        Ran ran = predict("--json", HINDI, "Anna");
        List<JsonNode> lines = ran.out().lines().map(Runs::json).toList();
        assertThat(lines).hasSize(2).allSatisfy(line -> {
            assertThat(line.propertyNames()).containsExactly("words", "tags", "entities");
            assertThat(line.get("tags")).hasSize(line.get("words").size());
        });
        assertThat(lines.get(0).get("words").get(1).stringValue()).isEqualTo("दिल्ली");
    }

    @Test
    void aFileIsReadLineByLine() throws IOException {
        Path file = Files.writeString(folder.resolve("text.txt"), "Anna lives in Oslo.\n\n" + HINDI + "\n");
        assertThat(words(predict("--input", file))).containsExactly("Anna lives in Oslo .", "", HINDI);
        assertThat(predict("--input", file, "--json").out().lines()).hasSize(3).element(1).isEqualTo("{}");
    }

    @Test
    void standardInputIsReadWhereThereIsNoText() {
        give(HINDI + "\n\nAnna\n");
        assertThat(words(predict())).containsExactly(HINDI, "", "Anna");
        give("Anna");
        assertThat(Runs.json(predict("--json").out()).get("words").get(0).stringValue()).isEqualTo("Anna");
    }

    @Test
    void nothingToReadIsNothingToPrint() {
        give("");
        assertThat(predict()).isEqualTo(new Ran(0, "", ""));
    }

    @Test
    void coloursCanBeForcedAndLeaveTheWordsAsTheyAre() throws IOException {
        List<String> names = Files.readAllLines(Runs.data().resolve("nl/train.tsv")).stream()
                .filter(line -> !line.isEmpty()).map(line -> line.substring(0, line.indexOf('\t'))).toList();
        String text = String.join(" ", names);
        Ran plain = predict("--colour", "never", text);
        Ran coloured = predict("--colour", "always", text);
        assertThat(plain.out()).contains("[").doesNotContain("\u001b");
        assertThat(coloured.out()).contains("\u001b[1;32m");
        assertThat(coloured.out().replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain.out());
    }

    @Test
    void textInTwoPlacesIsRefused() {
        Ran ran = predict("--input", folder.resolve("text.txt"), "Anna");
        assertThat(ran).isEqualTo(new Ran(2, "", "headstart: Give the text either as arguments or with --input, not both."
                + System.lineSeparator()));
    }

    private static void give(String text) {
        System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Ran predict(Object... more) {
        Object[] words = new Object[3 + more.length];
        System.arraycopy(new Object[] {"predict", "--model", Runs.tuned()}, 0, words, 0, 3);
        System.arraycopy(more, 0, words, 3, more.length);
        return Ran.headstart(words);
    }

    /** The printed lines without the marks of entities. */
    private static List<String> words(Ran ran) {
        return ran.out().lines().map(line -> line.replaceAll("\\[(.*?) [A-Z]+]", "$1")).toList();
    }
}
