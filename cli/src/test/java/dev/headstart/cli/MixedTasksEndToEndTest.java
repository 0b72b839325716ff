package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Spans, tokens and sentences in one meta data set, and each of them tuned, scored and predicted afterwards. */

class MixedTasksEndToEndTest {
    private static final int STEPS = 4;
    private static final List<String> SOURCES = List.of("data/en", "pos/en", "pos/nl", "topics/en", "topics/es");

    @TempDir
    private static Path folder;
    private static Path primed;
    private static Path tagger;
    private static Path classifier;

    @BeforeAll
    static void primeAndTune() throws IOException {
        Topics.partsOfSpeech(folder.resolve("pos"));
        Topics.topics(folder.resolve("topics"));
        primed = folder.resolve("primed");
        succeeds(prime(primed, "--steps", STEPS, "--tasks", 5, "--watch", 2, "--dev-episodes", 1, "--record-episodes"));
        tagger = folder.resolve("tagger");
        succeeds(Ran.headstart("finetune", "--model", primed, "--data", folder.resolve("pos"), "--task", "tokens", "--language", "nl",
                "--labels", "INTJ", "--out", tagger, "--epochs", 8, "--batch-size", 8, "--rate", "1e-2"));
        classifier = folder.resolve("classifier");
        succeeds(Ran.headstart("finetune", "--model", primed, "--data", folder.resolve("topics"), "--task", "sentences",
                "--text-column", "body", "--label-column", "topic", "--language", "es", "--out", classifier, "--epochs", 10,
                "--batch-size", 8, "--rate", "1e-2"));
    }

    private static Ran prime(Path out, Object... more) {
        List<Object> words = new ArrayList<>(List.of("prime", "--model", Runs.MINI, "--data", Runs.data(), "--languages", "en",
                "--data", folder.resolve("pos"), "--task", "tokens", "--languages", "en,nl", "--limit", 40,
                "--data", folder.resolve("topics"), "--task", "sentences", "--text-column", "body", "--label-column", "topic",
                "--languages", "en,es", "--out", out, "--support", 8, "--query", 8, "--outer-rate", "1e-3"));
        words.addAll(List.of(more));
        return Ran.headstart(words.toArray());
    }

    @Test
    void everySourceHasItsTaskItsLabelsAndItsHead() throws IOException {
        JsonNode run = Runs.json(primed.resolve("run.json"));
        assertThat(run.get("tasks").propertyNames()).containsExactlyElementsOf(SOURCES);
        assertThat(SOURCES.stream().map(source -> run.get("tasks").get(source).stringValue()))
                .containsExactly("spans", "tokens", "tokens", "sentences", "sentences");
        assertThat(run.get("labels").get("data/en")).hasSize(7);
        assertThat(run.get("labels").get("pos/en")).isEqualTo(run.get("labels").get("pos/nl")).hasSize(5);
        assertThat(run.get("labels").get("topics/es").valueStream().map(JsonNode::stringValue)).containsExactly("sports", "travel");
        assertThat(run.get("data_sha256").propertyNames()).contains("data/en/train", "topics/es/dev");
        assertThat(run.get("config").get("sources").get(1).get("data").get("limit").intValue()).isEqualTo(40);
        assertThat(run.get("config").get("sources").get(2).get("data").get("limit").isNull()).isTrue();
        assertThat(Runs.files(primed.resolve("init"))).contains("head-data@en.safetensors", "head-topics@es.safetensors").hasSize(6);
    }

    @Test
    void theOrderOfSourcesAndTheirDevScoresAreWrittenDown() throws IOException {
        List<JsonNode> lines = Runs.lines(primed.resolve("metrics.jsonl"));
        assertThat(lines).filteredOn(line -> line.has("sources")).hasSize(STEPS).allSatisfy(line ->
                assertThat(line.get("sources").valueStream().map(JsonNode::stringValue)).containsExactlyElementsOf(SOURCES));
        assertThat(lines).filteredOn(line -> line.has("dev_score")).hasSize(2).allSatisfy(line -> {
            double mean = SOURCES.stream().mapToDouble(source -> line.get("dev_by_source").get(source).doubleValue()).average().orElseThrow();
            assertThat(line.get("dev_score").doubleValue()).isEqualTo(mean);
        });
    }

    @Test
    void unitsOfSentencesHaveTheirLabelInFront() throws IOException {
        assertThat(Runs.lines(primed.resolve("units.jsonl"))).filteredOn(unit -> unit.get("source").stringValue().startsWith("topics"))
                .hasSize(100).allSatisfy(unit -> {
                    assertThat(unit.get("labels").get(0).intValue()).isBetween(0, 1);
                    assertThat(unit.get("labels").valueStream().skip(1)).allMatch(label -> label.intValue() == -100);
                });
    }

    @Test
    void theSameSeedDrawsTheSameAndAnotherWayDrawsOthers() throws IOException {
        Path again = folder.resolve("again");
        succeeds(prime(again, "--steps", STEPS, "--tasks", 5, "--watch", 2, "--dev-episodes", 1, "--record-episodes"));
        for (String file : List.of("episodes.jsonl", "metrics.jsonl", "model.safetensors")) {
            assertThat(again.resolve(file)).as(file).hasSameBinaryContentAs(primed.resolve(file));
        }
        Path uniform = folder.resolve("uniform");
        succeeds(prime(uniform, "--steps", 2, "--tasks", 5, "--draw", "temperature=2", "--shots", 2, "--record-episodes"));
        assertThat(Runs.json(uniform.resolve("run.json")).get("config").get("recipe").get("sampling").toString())
                .isEqualTo("{\"draw\":\"temperature=2.0\",\"shots\":2}");
        assertThat(Runs.lines(uniform.resolve("episodes.jsonl"))).hasSize(10).allSatisfy(episode ->
                assertThat(episode.get("support").size()).isBetween(1, 8));
    }

    @Test
    void tokensAreScoredByAccuracyAlsoZeroShot() throws IOException {
        assertThat(Runs.json(tagger.resolve("run.json")).get("result").propertyNames())
                .containsExactly("steps", "dev_accuracy", "kept_step", "final_loss", "wall_seconds");
        assertThat(Runs.lines(tagger.resolve("metrics.jsonl"))).anySatisfy(line -> assertThat(line.propertyNames())
                .containsExactly("step", "train_loss", "dev_accuracy", "dev_macro_f1", "best"));
        Ran ran = Ran.headstart("evaluate", "--model", tagger, "--data", folder.resolve("pos"), "--language", "en", "--json");
        JsonNode json = Runs.json(ran.out());
        assertThat(json.propertyNames()).startsWith("accuracy", "macro_f1", "support", "by_label");
        assertThat(json.get("accuracy").doubleValue()).isGreaterThan(0.9);
        assertThat(Ran.headstart("evaluate", "--model", tagger, "--data", folder.resolve("pos"), "--language", "en").out())
                .contains("NOUN", "accuracy", "macro avg");
    }

    @Test
    void sentencesAreScoredAndTheirPredictionsCanBeScoredAgain() throws IOException {
        Path file = folder.resolve("predictions.tsv");
        Ran ran = Ran.headstart("evaluate", "--model", classifier, "--data", folder.resolve("topics"), "--text-column", "body",
                "--label-column", "topic", "--language", "en", "--predictions", file, "--json");
        JsonNode json = Runs.json(ran.out());
        assertThat(json.get("accuracy").doubleValue()).isGreaterThan(0.7);
        assertThat(json.get("support").intValue()).isEqualTo(50);
        assertThat(Files.readAllLines(file).get(0)).matches("The \\w+, it \\w+ 0\\.\t(sports|travel)\t(sports|travel)");
        List<String> gold = Files.readAllLines(file).stream().map(line -> line.replaceAll("\t[a-z]+$", "")).toList();
        Files.write(folder.resolve("gold.tsv"), gold);
        Ran scored = Ran.headstart("score", "--task", "sentences", "--gold", folder.resolve("gold.tsv"), "--predicted", file, "--json");
        assertThat(Runs.json(scored.out()).get("accuracy").doubleValue()).isEqualTo(json.get("accuracy").doubleValue());
        Ran compared = Ran.headstart("score", "--task", "sentences", "--gold", folder.resolve("gold.tsv"), "--predicted", file,
                "--baseline", folder.resolve("gold.tsv"), "--json");
        assertThat(Runs.json(compared.out()).get("baseline_accuracy").doubleValue()).isEqualTo(1);
    }

    @Test
    void predictionsLookAsTheirTaskDoes() {
        assertThat(Ran.headstart("predict", "--model", tagger, "The team won 7 .").out().strip())
                .matches("The/DET team/\\w+ won/\\w+ 7/\\w+ \\./PUNCT");
        assertThat(Runs.json(Ran.headstart("predict", "--model", tagger, "--json", "The team").out()).propertyNames())
                .containsExactly("words", "tags");
        assertThat(Ran.headstart("predict", "--model", classifier, "The team, it won 7.").out().strip())
                .matches("(sports|travel)\t[01]\\.\\d{3}\tThe team, it won 7\\.");
        JsonNode json = Runs.json(Ran.headstart("predict", "--model", classifier, "--json", "The team, it won.").out());
        assertThat(json.propertyNames()).containsExactly("text", "label", "probability");
        assertThat(json.get("probability").doubleValue()).isBetween(0.5, 1.0);
    }

    @Test
    void oneHeadCannotServeSeveralTasks() {
        fails(prime(folder.resolve("none"), "--heads", "shared"), 2, "--heads shared", "data/en has spans with 7 labels",
                "pos/en has tokens with 5 labels");
        fails(prime(folder.resolve("none"), "--by", "finetune"), 2, "--by finetune needs sources of one kind of task");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void dataOfAnotherTaskAreRefusedNamingTheRightOne() {
        fails(finetune("pos"), 1, "train.tsv, line 1", "'DET'", "--task tokens");
        fails(finetune("topics", "--text-column", "body", "--label-column", "topic"), 1, "train.csv, line 2", "--task sentences");
        fails(finetune("topics", "--task", "sentences"), 1, "found id, body, topic", "--text-column");
        fails(finetune("topics", "--task", "topics"), 2, "--task", "spans, tokens, sentences");
        fails(finetune("pos", "--task", "tokens", "--tags", "iob1"), 2, "--tags has an effect only with --task spans");
    }

    @Test
    void aModelIsNotTestedOnLabelsThatItDoesNotHave() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other/en"));
        Files.writeString(other.resolve("test.tsv"), "Oh\tINTJ\n,\tSYM\n");
        fails(Ran.headstart("evaluate", "--model", tagger, "--data", other.getParent(), "--language", "en"), 2, "Tag 'SYM' is none of",
                "INTJ");
        fails(Ran.headstart("evaluate", "--model", tagger, "--data", folder.resolve("pos"), "--language", "en", "--mode", "strict"), 2,
                "--mode has an effect only on spans");
    }

    /** Cards of the first version do not name a task. */
    @Test
    void aModelWithoutATaskFindsSpans() throws IOException {
        Path old = folder.resolve("old");
        for (String name : Runs.files(Runs.tuned())) {
            Files.createDirectories(old.resolve(name).getParent());
            Files.copy(Runs.tuned().resolve(name), old.resolve(name));
        }
        String card = Files.readString(old.resolve("headstart.json"));
        assertThat(card).contains("\"task\" : \"spans\"");
        Files.writeString(old.resolve("headstart.json"), card.replaceFirst("\"task\" : \"spans\",", ""));
        assertThat(Runs.json(Ran.headstart("predict", "--model", old, "--json", "Anna").out()).propertyNames()).contains("entities");
    }

    private static Ran finetune(String data, Object... more) {
        return Ran.headstart(Stream.concat(Stream.of("finetune", "--model", Runs.MINI, "--data", folder.resolve(data), "--language", "en",
                "--out", folder.resolve("none")), Stream.of(more)).toArray());
    }

    private static void succeeds(Ran ran) {
        assertThat(ran.exitCode()).as(ran.err()).isZero();
    }

    private static void fails(Ran ran, int exitCode, String... parts) {
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(exitCode);
        assertThat(ran.err()).hasLineCount(1).contains(parts);
    }
}
