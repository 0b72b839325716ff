package dev.headstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.testing.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/extending.md is true: what it shows compiles, and works. */
class ExtendingTest {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
    private static final Pattern NEW_FILE = Pattern.compile("```java\n// (\\S+)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ONE_LINE = Pattern.compile("```diff\n--- (\\S+)\n-(.*?)\n\\+(.*?)\n```");

    @TempDir
    private Path copy;

    @Test
    void whatTheGuideAddsIsOneFileAndOneLineEachAndWorks() throws IOException {
        String guide = Files.readString(REPOSITORY.resolve("docs/extending.md"));
        List<MatchResult> files = NEW_FILE.matcher(guide).results().toList();
        List<MatchResult> lines = ONE_LINE.matcher(guide).results().toList();
        assertThat(lines).hasSameSizeAs(files).hasSizeGreaterThanOrEqualTo(2);
        copySources();
        for (MatchResult file : files) {
            assertThat(copy.resolve(file.group(1))).doesNotExist();
            Files.writeString(copy.resolve(file.group(1)), file.group(2));
        }
        for (MatchResult line : lines) {
            String source = Files.readString(copy.resolve(line.group(1)));
            assertThat(source).containsOnlyOnce(line.group(2));
            Files.writeString(copy.resolve(line.group(1)), source.replace(line.group(2), line.group(3)));
        }
        JavaProcess.Result result = JavaProcess.run(compiled(), List.of(), ExtendedProgram.class);
        assertThat(result.output()).contains(ExtendedProgram.DONE);
        assertThat(result.exitCode()).isZero();
    }

    private void copySources() throws IOException {
        Path sources = REPOSITORY.resolve("core/src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(REPOSITORY.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private Path compiled() throws IOException {
        Path classes = Files.createDirectory(copy.resolve("classes"));
        try (Stream<Path> files = Files.walk(copy.resolve("core"))) {
            List<String> arguments = Stream.concat(
                    Stream.of("-d", classes.toString(), "-proc:none", "-nowarn", "-cp", JavaProcess.classPath()),
                    files.filter(file -> file.toString().endsWith(".java")).map(Path::toString)).toList();
            assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new))).isZero();
        }
        return classes;
    }
}
