package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.experiment.ExperimentFile;
import dev.headstart.experiment.Reproduction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** On a folder of which nothing is finished yet; what reports hold is tested where they are made. */
class ReportCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void beginAnExperiment() throws IOException {
        Path file = Files.writeString(folder.resolve("tiny.yaml"), """
                title: "A tiny table"
                encoder: enc
                data: dat
                sources: [en]
                targets: [hi]
                tuning:
                  adapter: {tuning: adapter}
                  head: {tuning: head}
                settings:
                  - {name: "AT", priming: none, tuning: adapter, paper: {hi: 77.76}}
                  - {name: "HT", priming: none, tuning: head}
                claims:
                  - {better: "AT", than: "HT"}
                """);
        Reproduction.enter(folder, ExperimentFile.read(file), ExperimentFile.lines(file), "an encoder's hash");
    }

    @Test
    void theTableAndTheFilesAreTold() {
        Ran ran = Ran.headstart("report", folder);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out().lines()).startsWith("A tiny table: F1 in percent, 0 of 2 results", "setting  hi  average  paper's",
                "-----------------------------", "AT        –        –    77.76", "HT        –        –        –",
                "AT is better than HT: not tested");
        assertThat(ran.out()).contains("report.html, report.md, table1.tex, results.csv, claims.csv");
        assertThat(folder.resolve("report/report.html")).isNotEmptyFile();
    }

    @Test
    void machinesGetTheSame() {
        Ran ran = Ran.headstart("report", folder, "--json", "--out", folder.resolve("elsewhere"));
        JsonNode json = Runs.json(ran.out());
        assertThat(json.propertyNames()).containsExactly("experiments", "files");
        assertThat(json.get("experiments").get(0).get("settings").get("AT").get("hi").get("paper").doubleValue()).isEqualTo(77.76);
        assertThat(json.get("files").get(0).stringValue()).isEqualTo(folder.resolve("elsewhere/report.html").toString());
        assertThat(folder.resolve("elsewhere/results.csv")).exists();
        assertThat(folder.resolve("report")).doesNotExist();
    }

    @Test
    void aFolderWithoutExperimentsIsRefused() {
        Ran ran = Ran.headstart("report", folder.resolve("experiments"));
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err().strip()).startsWith("headstart: There is no experiment in ").doesNotContain("\n");
    }

    @Test
    void tooFewResamplesAreRefused() {
        Ran ran = Ran.headstart("report", folder, "--resamples", "50");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("resamples is 50");
    }
}
