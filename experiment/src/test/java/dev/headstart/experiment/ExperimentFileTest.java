package dev.headstart.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.data.Split;
import dev.headstart.hub.HubException;
import dev.headstart.io.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentFileTest {
    private static final String GOOD = """
            title: A title
            encoder: somewhere
            data: wikiann
            sources: [en, es]
            targets: [hi, nl]
            seeds: [1, 2]
            priming:
              meta: {by: algorithm-1, inner-rate: 0.1}
              maml: {like: meta, by: maml}
            tuning:
              head: {tuning: head}
              adapter: {rate: [1e-3, 3e-3], epochs: 2}
            settings:
              - {name: plain, priming: none, tuning: adapter, paper: {hi: 70.5}, share: "0.4 %"}
              - {priming: [meta, maml], tuning: [head, adapter], seeds: [7]}
            claims:
              - {better: meta → head, than: plain, says: much better}
            gap: {from: plain, to: meta → head, paper: {maml → head: 48}}
            figures:
              - {kind: curve, title: T, x: tuning.epochs}
            """;

    @TempDir
    private Path folder;

    private Experiment read(String text) throws IOException {
        return ExperimentFile.read(Files.writeString(folder.resolve("trial.yaml"), text));
    }

    @Test
    void aFileSaysItAll() throws IOException {
        Experiment experiment = read(GOOD);
        assertThat(experiment.name()).isEqualTo("trial");
        assertThat(experiment.targets()).containsExactly("hi", "nl");
        assertThat(experiment.scoreOn()).isEqualTo(Split.TEST);
        assertThat(experiment.chooseSeed()).isEqualTo(1);
        assertThat(experiment.settings()).extracting(Setting::name)
                .containsExactly("plain", "meta → head", "meta → adapter", "maml → head", "maml → adapter");
        assertThat(experiment.setting("plain").paper()).isEqualTo(Map.of("hi", 70.5));
        assertThat(experiment.setting("plain").priming()).isEmpty();
        assertThat(experiment.setting("maml → head").seeds()).containsExactly(7L);
        assertThat(experiment.claims()).containsExactly(Claim.better("meta → head", "plain", Optional.of("much better")));
        assertThat(experiment.gap()).contains(new Gap("plain", "meta → head", Map.of("maml → head", 48.0)));
    }

    @Test
    void aStrategyMayBuildOnAnEarlierOne() throws IOException {
        assertThat(read(GOOD).setting("maml → head").priming().orElseThrow().options())
                .isEqualTo(Map.of("by", List.of("maml"), "inner-rate", List.of("0.1")));
    }

    @Test
    void aFileMayBuildOnAnotherAndLeavesItsSettingsAloneIfItHasSomeOfItsOwn() throws IOException {
        read(GOOD);
        Path own = Files.writeString(folder.resolve("own.yaml"), """
                like: trial.yaml
                targets: [fi]
                priming:
                  meta: {like: meta, inner-rate: 0.3}
                settings:
                  - {name: mine, priming: meta, tuning: adapter}
                """);
        Experiment experiment = ExperimentFile.read(own);
        assertThat(experiment.sources()).containsExactly("en", "es");
        assertThat(experiment.targets()).containsExactly("fi");
        assertThat(experiment.settings()).extracting(Setting::name).containsExactly("mine");
        assertThat(experiment.setting("mine").priming().orElseThrow().value("inner-rate")).isEqualTo("0.3");
        assertThat(experiment.claims()).isEmpty();
        assertThat(experiment.gap()).isEmpty();
    }

    @Test
    void aFolderIsMeantBesideTheFileThatNamesIt() throws IOException {
        Files.createDirectory(folder.resolve("somewhere"));
        assertThat(read(GOOD).encoder()).isEqualTo(folder.resolve("somewhere").toString());
        assertThat(read(GOOD).data()).isEqualTo("wikiann");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "seeds: [1, 2]            | sedes: [1]                    | line 6: 'sedes' is not known here",
        "title: A title           | targets: [hi]                 | line 5: 'targets' is there twice",
        "[hi, nl]                 | [hi, hi]                      | line 5: 'hi' is there twice",
        "seeds: [1, 2]            | seeds: [1, 1]                 | The seeds are [1, 1]; give at least one, each once",
        "seeds: [1, 2]            | seeds: [one]                  | line 6: 'one' is not a whole number",
        "{like: meta, by: maml}   | {like: mata}                  | line 9: 'mata' is not an earlier strategy",
        "name: plain, priming: none | name: plain, priming: nun   | line 14: 'nun' is not a priming strategy",
        "seeds: [7]               | name: both                    | line 15: this entry makes several settings",
        "seeds: [7]               | sorts: 1                      | line 15: 'sorts' is not known here",
        "name: plain              | name: meta → head             | line 15: The setting 'meta → head' is there twice",
        "than: plain, says        | than: plane, says             | line 17: 'plane' is not a setting",
        "better: meta → head      | wider: meta → head, better: plain | line 17: 'better' and 'wider' are both there",
        "better: meta → head      | wider: [meta → head, plain]   | line 17: One setting is compared with one",
        "better: meta → head      | wider: [plain, plain]         | line 17: The settings are [plain, plain]",
        "kind: curve              | kind: pie                     | line 20: 'pie' is not a kind of figure",
        "kind: curve              | kind: bars                    | line 20: Only a curve has an x",
        "x: tuning.epochs         | x: rate                       | line 20: x is 'rate'",
        "x: tuning.epochs         | x: tuning.rate                | 'plain' has not one number as tuning.rate",
        "hi: 70.5                 | hi: much                      | line 14: 'much' is not a number",
        "seeds: [1, 2]            | score-on: train               | line 6: 'train' is not what can be scored on",
        "seeds: [1, 2]            | like: nowhere.yaml            | line 6: there is no file 'nowhere.yaml' beside this one",
        "seeds: [1, 2]            | like: trial.yaml              | line 6: 'trial.yaml' builds on this file itself",
        "inner-rate: 0.1          | inner-rate: [0.1, 0.2]        | line 8: several values are for tuning",
        "epochs: 2                | select: last                  | line 12: the best of several values is chosen on dev",
        "epochs: 2                | epochs: []                    | line 12: there is no value of 'epochs'",
        "seeds: [1, 2]            | data-options: {limit: [1, 2]} | line 6: several values are for tuning",
        "[hi, nl]                 | []                            | line 5: there is no language",
        "encoder: somewhere       | choose-seed: 1                | 'encoder' is missing here",
        "sources: [en, es]        | sources: {en: es}             | line 4: a single value is expected here",
        "sources: [en, es]        | sources: [en                  | it is not well-formed YAML"})
    void aMistakeIsNamedWithItsLine(String right, String wrong, String complaint) {
        assertThat(GOOD).contains(right);
        assertThatThrownBy(() -> read(GOOD.replace(right, wrong))).isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("trial.yaml").hasMessageContaining(complaint).hasMessageMatching("[^\\n]+")
                .message().as("says once where").doesNotContainPattern("yaml, line.*yaml, line");
    }

    @Test
    void anEmptyFileIsRefused() {
        assertThatThrownBy(() -> read("# nothing\n")).isInstanceOf(MalformedFileException.class).hasMessageContaining("it is empty");
    }

    @Test
    void whatACommandRefusesIsNamedWithTheLineOfItsOption() throws IOException {
        Path file = Files.writeString(folder.resolve("trial.yaml"), GOOD);
        assertThatThrownBy(() -> ExperimentFile.read(file, new AsNamed(), experiment -> new Refusing()))
                .isInstanceOf(MalformedFileException.class)
                .hasMessage(file + ", line 12: tuning strategy 'adapter': --rate is too high: 3e-3.");
    }

    @Test
    void aLanguageThatIsNotThereIsNamedWithItsLine() throws IOException {
        Path file = Files.writeString(folder.resolve("trial.yaml"), GOOD.replace("es]", "xx]"));
        assertThatThrownBy(() -> ExperimentFile.read(file, new AsNamed(), experiment -> new Refusing()))
                .hasMessage(file + ", line 4: There is no xx.");
    }

    @Test
    void dataThatCannotBeFoundAreNamedWithTheirLine() throws IOException {
        Path file = Files.writeString(folder.resolve("trial.yaml"), GOOD.replace("data: wikiann", "data: nowhere"));
        assertThatThrownBy(() -> ExperimentFile.read(file, new AsNamed(), experiment -> new Refusing()))
                .isInstanceOf(MalformedFileException.class).hasMessage(file + ", line 3: There is no nowhere at the hub.");
    }

    /** Knows all but nowhere. */
    private static final class AsNamed implements ExperimentFile.Places {
        @Override
        public String encoder(String named) {
            return named;
        }

        @Override
        public String data(String named, List<String> languages) {
            if (named.equals("nowhere")) {
                throw new HubException("There is no " + named + " at the hub.");
            }
            return named;
        }
    }

    /** Knows no xx, and no rate above 1e-3. */
    private static final class Refusing implements ExperimentFile.Check {
        @Override
        public void encoder() {}

        @Override
        public void data() {}

        @Override
        public void dataOptions(Map<String, String> options) {}

        @Override
        public void source(String language) {
            if (language.equals("xx")) {
                throw new IllegalArgumentException("There is no xx.");
            }
        }

        @Override
        public void target(String language) {}

        @Override
        public void priming(Map<String, String> point) {}

        @Override
        public void tuning(Map<String, String> point) {
            if (point.getOrDefault("rate", "").equals("3e-3")) {
                throw new IllegalArgumentException("--rate is too high: 3e-3.");
            }
        }
    }
}
