package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.io.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Names of the hub in the place of folders, offline: the build sets HF_HUB_OFFLINE, and HF_HUB_CACHE to a folder of its own. */
class HubNamesTest {
    private static final Path CACHE = Path.of(System.getenv("HF_HUB_CACHE"));
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    private Path folder;

    @BeforeEach
    void layOut() throws IOException {
        put("models--someone--mini", Runs.MINI, "config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json");
        put("datasets--words", Runs.data(), "nl/train.tsv", "nl/dev.tsv", "nl/test.tsv");
    }

    private static void put(String repository, Path source, String... names) throws IOException {
        Path blobs = Files.createDirectories(CACHE.resolve(repository).resolve("blobs"));
        for (String name : names) {
            Path blob = Files.copy(source.resolve(name), blobs.resolve(Sha256.ofFile(source.resolve(name))));
            Path file = CACHE.resolve(repository).resolve("snapshots").resolve(COMMIT).resolve(name);
            Files.createDirectories(file.getParent());
            Files.createSymbolicLink(file, file.getParent().relativize(blob));
        }
        Files.createDirectories(CACHE.resolve(repository).resolve("refs"));
        Files.writeString(CACHE.resolve(repository).resolve("refs/main"), COMMIT);
    }

    @AfterEach
    void clear() throws IOException {
        try (Stream<Path> all = Files.walk(CACHE)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void aRunFromNamesRecordsTheCommits() throws IOException {
        Ran ran = Ran.headstart("finetune", "--model", "someone/mini", "--data", "words", "--language", "nl", "--out",
                folder.resolve("out"), "--steps", 2, "--limit", 8, "--select", "last");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        JsonNode repositories = Runs.json(folder.resolve("out/run.json")).get("repositories");
        assertThat(repositories.size()).isEqualTo(2);
        assertThat(repositories.get(snapshot("models--someone--mini").toString()).stringValue())
                .isEqualTo("someone/mini@" + COMMIT);
        assertThat(repositories.get(snapshot("datasets--words").toString()).stringValue()).isEqualTo("words@" + COMMIT);
    }

    @Test
    void aModelKnowsItsEncoderByNameWhereTheCacheIsGone() throws IOException {
        Path out = folder.resolve("out");
        Ran tuned = Ran.headstart("finetune", "--model", "someone/mini", "--data", "words", "--language", "nl", "--out", out,
                "--method", "lora", "--steps", 1, "--limit", 4, "--select", "last");
        assertThat(tuned.exitCode()).as(tuned.err()).isZero();
        Ran exported = Ran.headstart("export", out, "--to", "peft", "--out", folder.resolve("peft"));
        assertThat(exported.out()).contains("Its encoder is someone/mini@" + COMMIT + ".").doesNotContain("--base");
        assertThat(Runs.json(folder.resolve("peft/adapter_config.json")).get("revision").stringValue()).isEqualTo(COMMIT);
        Path gone = snapshot("models--someone--mini").getParent();
        Files.move(gone, gone.resolveSibling("moved"));
        Ran ran = Ran.headstart("predict", "--model", out, "Jan");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).hasLineCount(1).contains("no longer in", "It was someone/mini", "--encoder someone/mini@" + COMMIT);
    }

    @Test
    void sourcesAreNamedByTheirRepositories() throws IOException {
        Ran ran = Ran.headstart("prime", "--model", "someone/mini", "--data", "words", "--languages", "nl", "--data", Runs.data(),
                "--languages", "en", "--out", folder.resolve("out"), "--steps", 1, "--support", 4, "--query", 4);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(Runs.json(folder.resolve("out/run.json")).get("data_sha256").propertyNames())
                .containsExactly("words/nl/train", "data/en/train");
    }

    @Test
    void aNameThatIsNotThereIsSaidInALine() {
        Ran ran = Ran.headstart("info", "--model", "someone/nothing");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).hasLineCount(1).startsWith("headstart: HF_HUB_OFFLINE is set, and the model "
                + "someone/nothing@main is not in ").contains("nor is there a folder someone/nothing. Run 'headstart fetch")
                .doesNotContain("bug");
    }

    @Test
    void fetchPrintsWhereItIs() {
        assertThat(Ran.headstart("fetch", "someone/mini").out().lines())
                .containsExactly(snapshot("models--someone--mini").toString(), "someone/mini@" + COMMIT);
        JsonNode json = Runs.json(Ran.headstart("fetch", "words", "--type", "dataset", "--languages", "nl", "--json").out());
        assertThat(json.get("repository").stringValue()).isEqualTo("words");
        assertThat(json.get("commit").stringValue()).isEqualTo(COMMIT);
        assertThat(json.get("path").stringValue()).isEqualTo(snapshot("datasets--words").toString());
    }

    @Test
    void fetchRefusesWhatIsNoName() {
        Ran ran = Ran.headstart("fetch", "a/b/c");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).startsWith("headstart: 'a/b/c@main' names no repository of the hub.");
        assertThat(Ran.headstart("fetch", "someone/mini", "--languages", "nl").err())
                .startsWith("headstart: --languages goes with --type dataset");
    }

    @Test
    void theCacheIsListed() {
        Ran ran = Ran.headstart("cache", "list");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("in " + CACHE).containsPattern("words +data set +main +0123456789ab +3 +[0-9.]+ kB +20")
                .containsPattern("someone/mini +model +main +0123456789ab +4 +15 MB +20");
        JsonNode rows = Runs.json(Ran.headstart("cache", "list", "--json").out());
        assertThat(rows.get(1).get("path").stringValue()).isEqualTo(snapshot("models--someone--mini").toString());
        assertThat(rows.get(1).get("revisions").get(0).stringValue()).isEqualTo("main");
    }

    @Test
    void damageIsAFailure() throws IOException {
        assertThat(Ran.headstart("cache", "verify")).isEqualTo(
                new Ran(0, "7 contents hashed, all as they should be." + System.lineSeparator(), ""));
        Path config = snapshot("models--someone--mini").resolve("config.json").toRealPath();
        Files.writeString(config, "{}");
        Ran ran = Ran.headstart("cache", "verify");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).startsWith(config + ": its content has not the hash of its name")
                .contains("7 contents hashed, 1 damaged. Delete these files, then fetch again.");
    }

    @Test
    void whatIsNotLookedAtIsSaid() throws IOException {
        Path config = snapshot("models--someone--mini").resolve("config.json");
        Path blob = config.toRealPath();
        Files.delete(config);
        Files.move(blob, config);
        assertThat(Ran.headstart("cache", "verify").out()).startsWith("6 contents hashed, all as they should be. Not looked at, since they "
                + "are copies and no links: 1 files.");
    }

    @Test
    void pruningTakesWhatIsNamed() throws IOException {
        Ran plan = Ran.headstart("cache", "prune", "words", "--type", "dataset", "--dry-run");
        assertThat(plan.exitCode()).isZero();
        assertThat(plan.out()).startsWith(snapshot("datasets--words") + ": asked for, 0 bytes").contains(" would come free.");
        assertThat(snapshot("datasets--words")).exists();
        assertThat(Ran.headstart("cache", "prune", "words").err()).contains("There is no model words in ", ". If it is a data set, add "
                + "--type dataset; 'headstart cache list' shows what there is.").hasLineCount(1);
        Ran pruned = Ran.headstart("cache", "prune", "words", "--type", "dataset");
        assertThat(pruned.out()).contains(": in no snapshot, ", " have come free.");
        assertThat(CACHE.resolve("datasets--words")).doesNotExist();
        assertThat(snapshot("models--someone--mini").resolve("config.json")).exists();
        Ran again = Ran.headstart("cache", "prune", "words", "--type", "dataset");
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).startsWith("headstart: There is no data set words in " + CACHE).hasLineCount(1);
    }

    @Test
    void withoutACommandTheHelpOfCacheIsNoResult() {
        Ran ran = Ran.headstart("cache");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("Usage: headstart cache", "list", "verify", "prune");
        assertThat(List.of("list", "verify", "prune")).allSatisfy(command ->
                assertThat(Ran.headstart("cache", command, "--help").out()).startsWith("Usage: headstart cache " + command));
    }

    private static Path snapshot(String repository) {
        return CACHE.resolve(repository).resolve("snapshots").resolve(COMMIT);
    }
}
