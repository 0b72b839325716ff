package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class QuickstartCommandTest {
    @TempDir
    private Path folder;

    @Test
    void theTableComparesThreeLanguagesAndTheConclusionIsComputedFromIt() throws IOException {
        Path out = folder.resolve("quickstart");
        Ran ran = Ran.headstart("quickstart", "--model", Runs.MINI, "--sentences", 50, "--out", out);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        List<String> lines = ran.out().lines().toList();
        assertThat(lines).hasSize(7);
        assertThat(lines.get(0)).startsWith("entity F1 on test").contains("adapter tuning", "after priming", "gain");
        assertThat(lines.subList(2, 6)).extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactly("nl", "et", "hi", "average");
        assertThat(lines.get(6)).matches("(Priming helped|Priming hurt|No clear difference): [+-].* F1 on average over 3 languages"
                + " \\(95 % interval [+-].* to [+-].*, paired bootstrap over test sentences\\)\\.");
        assertThat(Files.list(out).map(path -> path.getFileName().toString())).contains("data", "primed",
                "nl-without-priming", "nl-with-priming", "hi-with-priming");
    }

    @Test
    void machinesGetTheRowsAndTheGain() {
        Ran ran = Ran.headstart("quickstart", "--model", Runs.MINI, "--sentences", 50, "--json");
        assertThat(ran.err()).isEmpty();
        JsonNode json = Runs.json(ran.out());
        assertThat(json.propertyNames()).containsExactly("rows", "gain");
        assertThat(StreamSupport.stream(json.get("rows").spliterator(), false)).hasSize(3).allSatisfy(row ->
                assertThat(row.propertyNames()).containsExactly("language", "unprimed", "primed"));
    }

    @Test
    void tooFewSentencesForATaskAreRefused() {
        Ran ran = Ran.headstart("quickstart", "--model", Runs.MINI, "--sentences", 49);
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err().strip()).isEqualTo("headstart: --sentences is 49; it must be at least 50.");
    }

    @Test
    void aFolderThatHoldsSomethingIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("precious.txt"), "mine");
        Ran ran = Ran.headstart("quickstart", "--model", Runs.MINI, "--out", folder);
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).hasLineCount(1).contains("is not empty");
        assertThat(Runs.files(folder)).containsExactly("precious.txt");
    }
}
