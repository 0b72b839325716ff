package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class EvaluateCommandTest {
    @TempDir
    private Path folder;

    @Test
    void machinesGetFractionsByTypeAndNothingElse() {
        Ran ran = evaluate("--language", "nl", "--json");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).isEmpty();
        JsonNode json = Runs.json(ran.out());
        assertThat(json.propertyNames()).containsExactly("f1", "precision", "recall", "support", "by_type", "unseen", "lengths");
        assertThat(json.get("f1").doubleValue()).isBetween(0.0, 1.0);
        assertThat(json.get("by_type").propertyNames()).contains("LOC", "ORG", "PER");
        assertThat(json.get("by_type").get("LOC").propertyNames()).containsExactly("f1", "precision", "recall", "support");
        assertThat(json.get("unseen").propertyNames()).containsExactly("sentences", "f1", "precision", "recall", "support");
    }

    @Test
    void peopleGetATable() {
        Ran ran = evaluate("--language", "nl", "--split", "dev");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("precision  recall", "LOC", "micro avg", "whose text is not in train");
    }

    @Test
    void aModelThatHasLearntItsTrainingSetScoresBetterThereThanNothing() {
        assertThat(Runs.json(evaluate("--language", "nl", "--split", "train", "--json").out()).get("f1").doubleValue())
                .isGreaterThan(0.05);
    }

    @Test
    void anotherLanguageIsTestedZeroShot() {
        Ran ran = evaluate("--language", "hi", "--json");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(Runs.json(ran.out()).get("support").intValue()).isPositive();
    }

    @Test
    void predictionsStandBesideWordsAndGoldTags() throws IOException {
        Path file = folder.resolve("predictions.tsv");
        JsonNode printed = Runs.json(evaluate("--language", "hi", "--predictions", file, "--json").out());
        List<String> gold = Files.readAllLines(Runs.data().resolve("hi/test.tsv"));
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSameSizeAs(gold);
        for (int i = 0; i < gold.size(); i++) {
            assertThat(lines.get(i)).startsWith(gold.get(i));
        }
        assertThat(lines).filteredOn(line -> !line.isEmpty()).allSatisfy(line ->
                assertThat(line).matches("[^\t]+\t[^\t]+\t(O|[BI]-(LOC|ORG|PER))"));
        Ran scored = Ran.headstart("score", "--gold", Runs.data().resolve("hi/test.tsv"), "--predicted", file, "--json");
        assertThat(Runs.json(scored.out()).get("f1").doubleValue()).isEqualTo(printed.get("f1").doubleValue());
    }

    @Test
    void aPlaceForPredictionsThatIsNotThereIsSaidFirst() {
        fails(evaluate("--language", "nl", "--predictions", folder.resolve("none/p.tsv")), 2, "--predictions", "Make it first.");
    }

    @Test
    void anotherEncoderThanItsOwnIsRefused() {
        fails(evaluate("--language", "nl", "--encoder", Runs.MINI), 2, "was trained on the encoder with hash", "--encoder");
    }

    @Test
    void otherLabelsThanItsOwnAreRefused() throws IOException {
        Path tampered = folder.resolve("tampered");
        for (String name : Runs.files(Runs.tuned())) {
            Files.createDirectories(tampered.resolve(name).getParent());
            Files.copy(Runs.tuned().resolve(name), tampered.resolve(name));
        }
        String card = Files.readString(tampered.resolve("headstart.json"));
        Files.writeString(tampered.resolve("headstart.json"), card.replaceFirst("\"B-LOC\", ?", ""));
        fails(Ran.headstart("evaluate", "--model", tampered, "--data", Runs.data(), "--language", "nl"), 1,
                "head.safetensors", "[7", "[6");
    }

    @Test
    void aTagThatTheModelDoesNotKnowIsRefused() throws IOException {
        Path other = Files.createDirectories(folder.resolve("data/nl"));
        Files.writeString(other.resolve("test.tsv"), "Oscar\tB-MISC\n");
        fails(Ran.headstart("evaluate", "--model", Runs.tuned(), "--data", folder.resolve("data"), "--language", "nl"), 2,
                "Tag 'B-MISC' is none of the labels B-LOC,");
    }

    @Test
    void anEncoderIsNoFineTunedModel() {
        fails(Ran.headstart("evaluate", "--model", Runs.MINI, "--data", Runs.data(), "--language", "nl"), 2,
                "holds no fine-tuned model", "headstart finetune");
    }

    private static Ran evaluate(Object... more) {
        Object[] words = new Object[5 + more.length];
        System.arraycopy(new Object[] {"evaluate", "--model", Runs.tuned(), "--data", Runs.data()}, 0, words, 0, 5);
        System.arraycopy(more, 0, words, 5, more.length);
        return Ran.headstart(words);
    }

    private static void fails(Ran ran, int exitCode, String... parts) {
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(exitCode);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("headstart: ").hasLineCount(1).contains(parts);
    }
}
