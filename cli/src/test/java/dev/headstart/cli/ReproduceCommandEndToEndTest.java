package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.experiment.Cell;
import dev.headstart.experiment.Experiment;
import dev.headstart.experiment.Journal;
import dev.headstart.experiment.Results;
import dev.headstart.experiment.Setting;
import dev.headstart.experiment.TestSentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproduceCommandEndToEndTest {
    private static final String SMALL = """
            encoder: %s
            data: %s
            sources: [en, es]
            targets: [nl, hi]
            seeds: [1, 2]
            priming:
              meta: {support: 4, query: 4, steps: 2, outer-rate: 1e-3}
            tuning:
              adapter: {rate: [1e-3, 1e-2], epochs: 1, batch-size: 8}
              full: {tuning: full, rate: 1e-3, steps: 2, batch-size: 8, select: last}
            settings:
              - {name: plain, priming: none, tuning: adapter}
              - {name: primed, priming: meta, tuning: adapter}
              - {name: full, priming: none, tuning: full, seeds: [1]}
            """;

    @TempDir
    private Path folder;

    private Path file(String change, String to) throws IOException {
        String text = SMALL.formatted(Runs.MINI.toAbsolutePath().normalize(), Runs.data());
        assertThat(text).contains(change);
        return Files.writeString(folder.resolve("small.yaml"), text.replace(change, to));
    }

    private Ran reproduce(Path out, Object... more) throws IOException {
        List<Object> words = new ArrayList<>(List.of("reproduce", file("", ""), "--out", out));
        words.addAll(List.of(more));
        return Ran.headstart(words.toArray());
    }

    private static Map<String, Long> finished(Path out) {
        return Journal.of(out).stream().filter(entry -> entry.event() == Journal.Event.FINISHED)
                .collect(Collectors.groupingBy(Journal.Entry::job, Collectors.counting()));
    }

    @Test
    void everyCellIsThereWithItsChoiceItsSentencesAndItsCommands() throws IOException {
        Path out = folder.resolve("out");
        Ran ran = reproduce(out);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("plain", "primed", "full", "All done: " + out);
        Results results = Results.in(out).get(0);
        Experiment experiment = results.experiment();
        for (Setting setting : experiment.settings()) {
            for (String target : experiment.targets()) {
                for (long seed : setting.seeds()) {
                    Cell cell = results.cell(setting, target, seed).orElseThrow();
                    List<TestSentence> sentences = results.sentences(setting, target, seed);
                    assertThat(sentences).hasSize(cell.sentences()).hasSize(20);
                    assertThat(cell.score()).isBetween(0.0, 1.0);
                    assertThat(cell.commands()).hasSize(setting.priming().isPresent() ? 3 : 2);
                    assertThat(results.tuningMetrics(setting, target, seed)).isNotEmpty();
                }
            }
        }
        Cell chosen = results.cell(experiment.setting("primed"), "hi", 2).orElseThrow();
        assertThat(chosen.trials()).hasSize(2);
        int best = chosen.trials().get(1).dev().orElseThrow() > chosen.trials().get(0).dev().orElseThrow() ? 1 : 0;
        assertThat(chosen.chosen()).isEqualTo(chosen.trials().get(best).options());
        assertThat(Files.list(out.resolve("tuned")).filter(tuned -> Files.exists(tuned.resolve("encoder"))))
                .as("large and not needed").isEmpty();
    }

    @Test
    void whatIsDoneIsNotDoneAgain() throws IOException {
        Path out = folder.resolve("out");
        assertThat(reproduce(out, "--only", "plain", "--targets", "nl").exitCode()).isZero();
        Map<String, Long> before = finished(out);
        assertThat(reproduce(out, "--only", "plain").exitCode()).isZero();
        assertThat(finished(out)).containsAllEntriesOf(before).hasSizeGreaterThan(before.size()).values().containsOnly(1L);
    }

    @Test
    void severalProcessesShareTheWorkAndDoNothingTwice() throws Exception {
        Path out = folder.resolve("out");
        Path file = file("", "");
        Callable<Ran> one = () -> Ran.headstart("reproduce", file, "--out", out, "--only", "plain");
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            for (Future<Ran> ran : both.invokeAll(List.of(one, one))) {
                assertThat(ran.get().exitCode()).as(ran.get().err()).isZero();
            }
        } finally {
            both.shutdown();
        }
        assertThat(finished(out)).hasSize(4 + 2 + 4).values().containsOnly(1L);
    }

    @Test
    void aTrialThatFailsIsNotChosenAndACellThatFailsIsSkippedUntilAskedFor() throws IOException {
        Path out = folder.resolve("out");
        Ran ran = Ran.headstart("reproduce", file("steps: 2, batch-size: 8", "steps: 200, batch-size: 8, warmup: 0.9, micro-batch: 0.5"),
                "--out", out);
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).contains("small.yaml, line 10: tuning strategy 'full'");
        Ran cut = Ran.headstart("reproduce", file("epochs: 1, batch-size: 8", "epochs: 1, limit: 8"), "--out", out);
        assertThat(cut.err()).contains("small.yaml, line 9: tuning strategy 'adapter': --limit is about the data of all settings");
        Ran mistaken = Ran.headstart("reproduce", file("seeds: [1, 2]\n", "seeds: [1, 2]\ndata-options: {limit: 8, epochs: 2}\n"), "--out", out);
        assertThat(mistaken.err()).contains("small.yaml, line 6: data-options: --epochs is not about data. There are: task, ");
        Ran none = Ran.headstart("reproduce", file("", ""), "--out", out, "--only", "full", "--seeds", 2);
        assertThat(none.err()).contains("--seeds: no setting that --only names has any of these seeds.");
        Path diverging = file("rate: [1e-3, 1e-2]", "rate: [1e-3, 1e30]");
        Ran chosen = Ran.headstart("reproduce", diverging, "--out", out, "--only", "plain", "--targets", "nl", "--seeds", 1);
        assertThat(chosen.exitCode()).as(chosen.err()).isZero();
        Results results = Results.in(out).get(0);
        assertThat(results.cell(results.experiment().setting("plain"), "nl", 1).orElseThrow().trials().get(1).dev()).as("diverged").isEmpty();
        Path alone = file("rate: [1e-3, 1e-2]", "rate: 1e30");
        Ran failed = Ran.headstart("reproduce", alone, "--out", out, "--only", "plain", "--targets", "nl", "--seeds", 1);
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.out()).contains("not done: test: nl, none → adapter, seed 1 (tune: nl, none → adapter, seed 1: ")
                .contains("1 test could not be done").contains("--retry");
        assertThat(Results.in(out).get(0).cell(Results.in(out).get(0).experiment().setting("plain"), "nl", 1)).isEqualTo(Optional.empty());
    }

    @Test
    void anEncoderThatWasDeletedAfterItsTestIsMadeAgainForAnother() throws IOException {
        Path out = folder.resolve("out");
        assertThat(reproduce(out, "--only", "full", "--targets", "nl").exitCode()).isZero();
        Path onDev = file("seeds: [1, 2]\n", "seeds: [1, 2]\nscore-on: dev\n");
        Ran ran = Ran.headstart("reproduce", onDev, "--out", out, "--only", "full", "--targets", "nl");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(finished(out).entrySet()).filteredOn(job -> job.getKey().startsWith("tuned/")).extracting(Map.Entry::getValue)
                .containsExactly(2L);
        assertThat(Files.list(out.resolve("cells"))).hasSize(2);
        assertThat(Files.walk(out).filter(path -> path.endsWith("model.safetensors"))).as("large and not needed").isEmpty();
    }

    @Test
    void theForecastCountsWhatIsLeft() throws IOException {
        Ran ran = reproduce(folder.resolve("out"), "--only", "plain", "--dry-run", "--json");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(Runs.json(ran.out()).get("primings").get("jobs").intValue()).isZero();
        assertThat(Runs.json(ran.out()).get("tunings").get("jobs").intValue()).isEqualTo(4);
        assertThat(Runs.json(ran.out()).get("tests").get("jobs").intValue()).isEqualTo(4);
        assertThat(Runs.json(ran.out()).get("tests").get("seconds").doubleValue()).isPositive();
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aRunThatDivergesAtOnceCanBeForecastToo() throws IOException {
        Path diverging = file("adapter: {rate: [1e-3, 1e-2], epochs: 1,", "adapter: {rate: 1e30, epochs: 1,");
        Ran ran = Ran.headstart("reproduce", diverging, "--out", folder.resolve("out"), "--only", "plain", "--dry-run", "--json");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(Runs.json(ran.out()).get("tests").get("seconds").doubleValue()).isPositive().isLessThan(3600);
    }

    @Test
    void aFolderHoldsAnExperimentOnOneEncoder() throws IOException {
        Path out = folder.resolve("out");
        assertThat(reproduce(out, "--only", "plain", "--targets", "nl", "--seeds", 1).exitCode()).isZero();
        Ran other = reproduce(out, "--model", Runs.primed(), "--only", "plain");
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("holds small with encoder, data and precision").contains("Choose another --out");
    }

    @Test
    void resultsOfAnEncoderThatIsGoneAreNotMixedWithThoseOfTheNewOne() throws IOException {
        Path out = folder.resolve("out");
        Path file = file("", "");
        Path encoder = Files.createDirectory(folder.resolve("encoder"));
        copy(Runs.MINI, encoder);
        Object[] command = {"reproduce", file, "--model", encoder, "--out", out, "--only", "plain", "--targets", "nl", "--seeds", 1};
        assertThat(Ran.headstart(command).exitCode()).isZero();
        copy(Runs.primed(), encoder);
        Ran other = Ran.headstart(command);
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("holds results of an encoder that was in " + encoder + " before").hasLineCount(1);
    }

    private static void copy(Path from, Path to) throws IOException {
        for (String name : List.of("config.json", "model.safetensors", "tokenizer.json")) {
            Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void theShippedExperimentsAreWhatTheCommandsTake() throws IOException {
        Path data = folder.resolve("data");
        dev.headstart.synthetic.SyntheticCorpus.writeTo(data, List.of("en", "es", "hi", "af", "az", "lt", "et", "nl"),
                new dev.headstart.synthetic.SyntheticCorpus.Sizes(50, 20, 20), 1);
        try (var files = Files.list(Path.of("../experiments"))) {
            assertThat(files.filter(each -> each.toString().endsWith(".yaml")).toList()).hasSizeGreaterThan(10).allSatisfy(each -> {
                Ran ran = Ran.headstart("reproduce", each, "--model", Runs.MINI, "--data", data, "--only", "no such setting");
                assertThat(ran.err()).as(each.toString()).startsWith("headstart: --only: no setting begins with 'no such setting'");
            });
        }
    }
}
