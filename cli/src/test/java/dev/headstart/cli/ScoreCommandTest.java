package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScoreCommandTest {
    @TempDir
    private Path folder;
    private Path gold;
    private Path predicted;

    @BeforeEach
    void writeLabels() throws IOException {
        gold = file("gold.tsv", "B-PER", "I-PER", "O", "B-LOC", "", "B-LOC", "O", "I-ORG");
        predicted = file("predicted.tsv", "B-PER", "I-PER", "O", "O", "", "B-LOC", "B-PER", "O");
    }

    @Test
    void theTableHasTheRowsOfSeqeval() {
        Ran ran = Ran.headstart("score", "--gold", gold, "--predicted", predicted);
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out().lines().map(String::stripTrailing)).containsExactly(
                "              precision  recall      f1  support",
                "------------------------------------------------",
                "LOC              1.0000  0.5000  0.6667        2",
                "ORG              0.0000  0.0000  0.0000        1",
                "PER              0.5000  1.0000  0.6667        1",
                "micro avg        0.6667  0.5000  0.5714        4",
                "macro avg        0.5000  0.5000  0.4444        4",
                "weighted avg     0.6250  0.5000  0.5000        4");
    }

    @Test
    void machinesGetFractionsByType() {
        Ran ran = Ran.headstart("score", "--gold", gold, "--predicted", predicted, "--json");
        JsonNode json = JsonMapper.shared().readTree(ran.out());
        assertThat(json.propertyNames()).containsExactly("f1", "precision", "recall", "support", "by_type");
        assertThat(json.get("recall").doubleValue()).isEqualTo(0.5);
        assertThat(json.get("support").intValue()).isEqualTo(4);
        JsonNode person = json.get("by_type").get("PER");
        assertThat(person.propertyNames()).containsExactly("f1", "precision", "recall", "support");
        assertThat(person.get("precision").doubleValue()).isEqualTo(0.5);
    }

    @Test
    void strictModeCountsNoSpanWithoutABeginning() {
        Ran ran = Ran.headstart("score", "--gold", gold, "--predicted", predicted, "--mode", "strict", "--json");
        assertThat(JsonMapper.shared().readTree(ran.out()).get("support").intValue()).isEqualTo(3);
    }

    @Test
    void filesOfDifferentLengthsAreRefused() throws IOException {
        Ran ran = Ran.headstart("score", "--gold", gold, "--predicted", file("short.tsv", "B-PER"));
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err().strip()).isEqualTo("headstart: There are 2 gold sentences but 1 predicted ones; "
                + "score a prediction against the file it was made from.");
    }

    @Test
    void anEmptyFileIsAFailure() throws IOException {
        Ran ran = Ran.headstart("score", "--gold", gold, "--predicted", file("empty.tsv"));
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).startsWith("headstart: " + folder.resolve("empty.tsv")).contains("holds no tag");
    }

    private Path file(String name, String... labels) throws IOException {
        List<String> lines = List.of(labels).stream().map(label -> label.isEmpty() ? "" : "शब्द\t" + label).toList();
        return Files.write(folder.resolve(name), lines);
    }
}
