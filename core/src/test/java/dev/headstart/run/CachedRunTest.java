package dev.headstart.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.data.Split;
import dev.headstart.eval.ScoringMode;
import dev.headstart.eval.SpanScorer;
import dev.headstart.peft.Tuning;
import dev.headstart.synthetic.SyntheticCorpus;
import dev.headstart.torch.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedRunTest {
    private static final Path MINI = Path.of("..", "models", "mini");
    private static final List<String> RESULTS = List.of("adapter/adapter.safetensors", "head.safetensors", "metrics.jsonl");
    private static final Engine ENGINE = Engine.start();

    @TempDir
    private static Path data;
    @TempDir
    private Path folder;
    private CacheConfig cache;

    @BeforeAll
    static void generate() throws IOException {
        SyntheticCorpus.writeTo(data, List.of("nl"), new SyntheticCorpus.Sizes(40, 10, 20), 1);
    }

    @BeforeEach
    void choose() {
        cache = CacheConfig.in(folder.resolve("cache"));
    }

    /** Bit for bit: {@link CacheConfig} promises to change nothing but the time. */
    @Test
    void theSecondRunReusesTheFirstOnesFeaturesAndResultsAreThoseWithoutACache() throws IOException {
        Path without = run("without", CacheConfig.off(), 1);
        Path first = run("first", cache, 1);
        Path second = run("second", cache, 1);
        Path mapped = run("mapped", new CacheConfig(cache.folder(), cache.limit(), Optional.of(0L)), 1);
        for (String file : RESULTS) {
            assertThat(first.resolve(file)).hasSameBinaryContentAs(without.resolve(file));
            assertThat(second.resolve(file)).hasSameBinaryContentAs(without.resolve(file));
            assertThat(mapped.resolve(file)).hasSameBinaryContentAs(without.resolve(file));
        }
        assertFeatures(without, "computed");
        assertFeatures(first, "computed");
        assertFeatures(second, "reused");
        assertFeatures(mapped, "reused");
    }

    @Test
    void anotherSeedUsesTheSameFeatures() throws IOException {
        run("first", cache, 1);
        assertFeatures(run("second", cache, 2), "reused");
    }

    @Test
    void fullFineTuningKeepsNoFeatures() throws IOException {
        FineTuneConfig config = config("full", cache, 1);
        new FineTuneRun(new FineTuneConfig(config.encoder(), config.data(), config.language(), config.trainSentences(), config.out(), Tuning.FULL,
                config.method(), false, config.outer(), Length.ofSteps(1), 8, Optional.empty(), config.selection(), config.dropout(), 1, cache),
                ENGINE, RunListener.SILENT).run();
        assertThat(Files.readString(config.out().resolve("run.json"))).contains("\"features\" : { }");
    }

    @Test
    void evaluationTagsTheSameWithACacheAsWithout() {
        Path model = run("model", cache, 1);
        Evaluation without = evaluate(model, Cache.none());
        assertThat(evaluate(model, cache.open(RunListener.SILENT))).isEqualTo(without);
        assertThat(evaluate(model, cache.open(RunListener.SILENT))).isEqualTo(without);
    }

    @Test
    void theUsualFolderIsWherePeopleExpectIt() {
        Path home = Path.of("home");
        assertThat(CacheConfig.usualFolder(Map.of(), home)).contains(home.resolve(".cache/headstart"));
        assertThat(CacheConfig.usualFolder(Map.of("XDG_CACHE_HOME", "xdg"), home)).contains(Path.of("xdg/headstart"));
        assertThat(CacheConfig.usualFolder(Map.of("XDG_CACHE_HOME", "xdg", "HEADSTART_CACHE", "own"), home)).contains(Path.of("own"));
        assertThat(CacheConfig.usualFolder(Map.of("HEADSTART_CACHE", "off"), home)).isEmpty();
    }

    private Path run(String name, CacheConfig with, long seed) {
        FineTuneConfig config = config(name, with, seed);
        new FineTuneRun(config, ENGINE, RunListener.SILENT).run();
        return config.out();
    }

    private FineTuneConfig config(String name, CacheConfig with, long seed) {
        FineTuneConfig defaults = FineTuneConfig.defaults(MINI, data, "nl", folder.resolve(name));
        return defaults.with(defaults.outer(), Length.ofSteps(4)).withSeed(seed).withCache(with);
    }

    private static Evaluation evaluate(Path model, Cache with) {
        try (PointerScope scope = new PointerScope(); TunedFolder folder = TunedFolder.open(model, Optional.empty(), ENGINE, with)) {
            return Evaluation.of(folder, DataConfig.of(data), "nl", Split.TEST, new SpanScorer(ScoringMode.DEFAULT));
        }
    }

    private static void assertFeatures(Path run, String origin) throws IOException {
        assertThat(Files.readString(run.resolve("run.json"))).containsPattern(
                "\"features\" : \\{\\s+\"train\" : \"" + origin + "\",\\s+\"dev\" : \"" + origin + "\"");
    }
}
