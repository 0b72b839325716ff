package dev.headstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules for the sources as such: which package may know which, and a few things that no file may hold. */
class ArchitectureTest {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
    private static final List<Path> MODULES = Stream.of("core", "experiment", "examples", "bench", "cli").map(REPOSITORY::resolve).toList();
    private static final int LONGEST_FILE = 300;
    private static final int WIDEST_LINE = 140;

    /** What each package of the library may use. Benchmark and command line may use all of them; none of them uses those. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("io", Set.of()),
            Map.entry("hub", Set.of("io")),
            Map.entry("torch", Set.of("io")),
            Map.entry("model", Set.of("torch", "io")),
            Map.entry("optim", Set.of("model", "torch", "io")),
            Map.entry("peft", Set.of("model", "torch", "io")),
            Map.entry("parquet", Set.of("io")),
            Map.entry("data", Set.of("parquet", "model", "torch", "io")),
            Map.entry("synthetic", Set.of("data", "io")),
            Map.entry("task", Set.of("eval", "data")),
            Map.entry("checkpoint", Set.of("task", "data", "peft", "model", "torch", "io")),
            Map.entry("exchange", Set.of("checkpoint", "data", "peft", "model", "torch", "io")),
            Map.entry("eval", Set.of("data", "io")),
            Map.entry("priming", Set.of("task", "eval", "data", "peft", "optim", "model", "torch", "io")),
            Map.entry("finetune", Set.of("eval", "data", "peft", "optim", "model", "torch", "io")),
            Map.entry("run", Set.of("hub", "priming", "finetune", "task", "eval", "exchange", "checkpoint", "synthetic", "data", "peft",
                    "optim", "model", "torch", "io")));

    /** In an import or written out in the code; not in a comment, where a link is no dependency. */
    private static final Pattern REFERENCE = Pattern.compile("\\bdev\\.headstart\\.([a-z]+)\\.");
    private static final Pattern COMMENT = Pattern.compile("^\\s*(//|/\\*|\\*).*");
    private static final Pattern CODE_COMMENT = Pattern.compile("\\s//.*$");

    @Test
    void dependenciesPointDown() {
        Path packages = REPOSITORY.resolve("core/src/main/java/dev/headstart");
        assertThat(violations(javaFiles(packages), file -> forbiddenReferences(packages, file))).isEmpty();
    }

    @Test
    void theBenchmarkDoesNotUseTheCommandLine() {
        assertThat(violations(javaFiles(REPOSITORY.resolve("bench/src")),
                file -> numbered(file).filter(line -> references(line).anyMatch("cli"::equals)))).isEmpty();
    }

    @Test
    void everyPackageOfTheLibraryHasItsPlaceInTheTable() throws IOException {
        try (Stream<Path> packages = Files.list(REPOSITORY.resolve("core/src/main/java/dev/headstart"))) {
            assertThat(packages.filter(Files::isDirectory).map(folder -> folder.getFileName().toString()))
                    .isSubsetOf(ARROWS.keySet());
        }
    }

    @Test
    void everyPackageSaysWhatItIs() {
        Set<Path> folders = new TreeSet<>();
        MODULES.stream().flatMap(module -> javaFiles(module.resolve("src/main/java")))
                .forEach(file -> folders.add(file.getParent()));
        assertThat(folders).allSatisfy(folder -> assertThat(folder.resolve("package-info.java")).exists());
    }

    @Test
    void noFileIsLongerThanAReaderCanHold() {
        assertThat(violations(allSources(), file -> lines(file).size() > LONGEST_FILE
                ? Stream.of(lines(file).size() + " lines, more than " + LONGEST_FILE) : Stream.of())).isEmpty();
    }

    @Test
    void noLineIsWiderThanAReaderSees() {
        assertThat(violations(MODULES.stream().flatMap(module -> javaFiles(module.resolve("src/main"))),
                file -> numbered(file).filter(line -> line.length() - line.indexOf(": ") - 2 > WIDEST_LINE))).isEmpty();
    }

    @Test
    void noFileCallsTheCollectorOrPutsWorkOff() {
        // taken apart, since this file is searched as well
        Pattern forbidden = Pattern.compile("System\\.g" + "c\\b|\\bTO" + "DO\\b|\\bFIX" + "ME\\b");
        assertThat(violations(allSources(), file -> numbered(file).filter(forbidden.asPredicate()))).isEmpty();
    }

    private static Stream<String> forbiddenReferences(Path packages, Path file) {
        String own = packages.relativize(file).getName(0).toString();
        return numbered(file).filter(line -> references(line).anyMatch(used ->
                !used.equals(own) && !ARROWS.getOrDefault(own, Set.of()).contains(used)));
    }

    private static Stream<String> references(String numberedLine) {
        String line = numberedLine.substring(numberedLine.indexOf(": ") + 2);
        String code = COMMENT.matcher(line).matches() ? "" : CODE_COMMENT.matcher(line).replaceAll("");
        return REFERENCE.matcher(code).results().map((MatchResult reference) -> reference.group(1));
    }

    private static List<String> violations(Stream<Path> files, Function<Path, Stream<String>> ofFile) {
        return files.flatMap(file -> ofFile.apply(file).map(what -> REPOSITORY.relativize(file) + ", " + what))
                .toList();
    }

    private static Stream<String> numbered(Path file) {
        List<String> lines = lines(file);
        return IntStream.range(0, lines.size()).mapToObj(i -> "line " + (i + 1) + ": " + lines.get(i));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> allSources() {
        return MODULES.stream().flatMap(module -> javaFiles(module.resolve("src")));
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
