package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.TypeConversionException;

class CacheOptionsTest {
    @TempDir
    private Path folder;

    @Test
    void whatFinetuneAndEvaluateKeepIsUsedByTheNext() throws IOException {
        Path cache = folder.resolve("cache");
        assertThat(tune("first", "--cache", cache).err()).doesNotContain("earlier run");
        assertThat(tune("second", "--cache", cache).err()).contains("nl train: the encoder's output is there from an earlier run",
                "nl dev: the encoder's output is there from an earlier run");
        List<String> afterTuning = computed(cache);
        Ran evaluated = evaluate("--cache", cache);
        List<String> afterEvaluation = computed(cache);
        assertThat(afterEvaluation).hasSizeGreaterThan(afterTuning.size()).containsAll(afterTuning);
        assertThat(evaluate("--cache", cache).out()).isEqualTo(evaluated.out()).isEqualTo(evaluate("--no-cache").out());
        assertThat(computed(cache)).isEqualTo(afterEvaluation);
    }

    /** Without hashes: the encoder's is remembered from when its file is some seconds old, whichever run that is. */
    private static List<String> computed(Path cache) throws IOException {
        return Runs.files(cache).stream().filter(name -> !name.startsWith("hash-")).toList();
    }

    @Test
    void withNoCacheTheConfigurationHasNoFolder() throws IOException {
        tune("tuned", "--no-cache");
        assertThat(Runs.json(folder.resolve("tuned/run.json")).get("config").get("cache").get("folder").isNull()).isTrue();
        assertThat(folder).isDirectoryNotContaining(path -> !path.endsWith("tuned"));
    }

    @Test
    void aCacheThatCannotBeWrittenIsAWarning() throws IOException {
        Path occupied = Files.writeString(folder.resolve("file"), "text");
        Ran ran = tune("tuned", "--cache", occupied.resolve("cache"));
        assertThat(ran.err().lines().filter(line -> line.startsWith("Going on without the cache: ")).toList()).hasSize(1);
        assertThat(folder.resolve("tuned/run.json")).exists();
    }

    @Test
    void aCacheAndNoneIsAMistake() {
        Ran ran = Runs.fineTune(Runs.MINI, folder.resolve("tuned"), "--cache", folder, "--no-cache");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("--cache", "--no-cache", "mutually exclusive");
    }

    @Test
    void sizesAreBytesOrPowersOf1024() {
        Sizes sizes = new Sizes();
        assertThat(sizes.convert("0")).isZero();
        assertThat(sizes.convert("12")).isEqualTo(12);
        assertThat(sizes.convert("3k")).isEqualTo(3072);
        assertThat(sizes.convert("500M")).isEqualTo(500L << 20);
        assertThat(sizes.convert("20G")).isEqualTo(20L << 30);
        assertThat(sizes.convert("2T")).isEqualTo(2L << 40);
    }

    @Test
    void whatIsNoSizeIsRefused() {
        for (String text : List.of("", "G", "-1", "1.5G", "20GB", "99999999999T")) {
            assertThatThrownBy(() -> new Sizes().convert(text)).as(text).isInstanceOf(TypeConversionException.class);
        }
    }

    private Ran tune(String name, Object... cache) {
        Object[] more = new Object[cache.length + 2];
        more[0] = "--steps";
        more[1] = 2;
        System.arraycopy(cache, 0, more, 2, cache.length);
        Ran ran = Runs.fineTune(Runs.MINI, folder.resolve(name), more);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        return ran;
    }

    private static Ran evaluate(Object... cache) {
        Object[] words = new Object[cache.length + 7];
        System.arraycopy(new Object[] {"evaluate", "--model", Runs.tuned(), "--data", Runs.data(), "--language", "nl"}, 0, words, 0, 7);
        System.arraycopy(cache, 0, words, 7, cache.length);
        Ran ran = Ran.headstart(words);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        return ran;
    }
}
