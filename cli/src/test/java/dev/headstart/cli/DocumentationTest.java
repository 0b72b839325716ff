package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages say can be followed: links lead somewhere, commands are such as the program takes. */
class DocumentationTest {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SCRIPT = Pattern.compile("(?<![\\w/])(tools|experiments)/[\\w/.-]++(?!\\$)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(REPOSITORY.resolve("docs")); Stream<Path> tools = Files.walk(REPOSITORY.resolve("tools"));
                Stream<Path> top = Files.list(REPOSITORY); Stream<Path> bench = Files.list(REPOSITORY.resolve("bench"))) {
            return Stream.of(top, docs, tools, bench).flatMap(files -> files).filter(file -> file.toString().endsWith(".md")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) throws IOException {
        Matcher links = LINK.matcher(Files.readString(page));
        while (links.find()) {
            String link = links.group(1);
            if (!link.matches("https?:.*")) {
                String[] parts = link.split("#", 2);
                Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
                assertThat(target).as(link).exists();
                if (parts.length > 1) {
                    assertThat(headings(target)).as(link).contains(parts[1]);
                }
            }
        }
    }

    /** As they are named in links. */
    private static List<String> headings(Path page) throws IOException {
        return Files.readString(page).lines().filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\d _-]", "").replace(' ', '-')).toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandIsOneThatTheProgramTakes(Path page) throws IOException {
        commands(page).filter(line -> line.matches("(\\./|bin/)?headstart\\b.*")).forEach(line ->
                assertThatCode(() -> Headstart.commandLine().parseArgs(arguments(line))).as(line).doesNotThrowAnyException());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyScriptIsThere(Path page) throws IOException {
        commands(page).flatMap(line -> SCRIPT.matcher(line).results()).map(MatchResult::group).forEach(
                script -> assertThat(REPOSITORY.resolve(script)).exists());
    }

    private static Stream<String> commands(Path page) throws IOException {
        return SHELL.matcher(Files.readString(page)).results().flatMap(block -> block.group(1).replace("\\\n", " ").lines());
    }

    /** Without the program, a comment, what follows in a pipe, and what takes the place of more. */
    private static String[] arguments(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line.replaceFirst("^\\S+", "").replaceFirst("\\s#\\s.*| [|>] .*", ""));
        while (matcher.find()) {
            String word = Stream.of(1, 2, 3).map(matcher::group).filter(group -> group != null).findFirst().orElseThrow();
            if (!word.equals("…")) {
                words.add(word);
            }
        }
        return words.toArray(String[]::new);
    }
}
