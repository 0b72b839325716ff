package dev.headstart.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.experiment.FakeResults;
import dev.headstart.experiment.Results;
import dev.headstart.io.MalformedFileException;
import dev.headstart.run.RunListener;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class ReportTest {
    private static final String SMALL = """
            title: "Priming & <tuning>"
            encoder: enc
            data: dat
            sources: [en]
            targets: [hi, nl]
            seeds: [1, 2]
            priming:
              low: {by: algorithm-1, inner-rate: 0.001}
              high: {by: algorithm-1, inner-rate: 0.1}
            tuning:
              adapter: {tuning: adapter}
            settings:
              - {priming: [none, low, high], tuning: adapter}
            figures:
              - {kind: matrix, title: "All of them"}
              - {kind: curve, title: "Rates", x: priming.inner-rate}
            """;
    private static final Report.Options OPTIONS = new Report.Options(200, 1, true, List.of());

    @TempDir
    private Path folder;

    private static String table1() throws IOException {
        return Files.readString(Path.of("../experiments/paper-table1.yaml"));
    }

    private Results whole(int sentences) throws IOException {
        return new FakeResults(folder, sentences).write("paper-table1", table1(), job -> true);
    }

    private Map<String, String> files(Report.Options options) {
        return Report.of(folder, options, RunListener.SILENT).files();
    }

    private static void isXml(String text) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setErrorHandler(null);
        builder.parse(new InputSource(new StringReader(text)));
    }

    @Test
    void thePaperIsBesideOurs() throws Exception {
        whole(30);
        Map<String, String> files = files(OPTIONS);
        assertThat(files.keySet()).containsExactly("report.html", "report.md", "table1.tex", "results.csv", "claims.csv",
                "figure1-bars.svg",
                "learning-priming-loss.svg", "learning-priming-dev.svg", "learning-tuning-loss.svg", "learning-tuning-dev.svg");
        for (String form : List.of("report.html", "report.md", "table1.tex")) {
            assertThat(files.get(form)).as(form).contains("0.059", "86.73", "Full FT");
        }
        assertThat(files.get("report.html")).contains("Complete: 150 results", "the paper's 48\u00a0%", "gains of up to 5.08 points",
                "On sentences unseen in training", "Chosen on dev", "priming.meta.epochs", "not stated", "core hours",
                "headstart finetune");
        isXml(files.get("report.html"));
    }

    @Test
    void thePageAsksForNothingElse() throws Exception {
        whole(30);
        String html = files(OPTIONS).get("report.html");
        assertThat(html.replace("http://www.w3.org/1999/xhtml", "").replace("http://www.w3.org/2000/svg", ""))
                .startsWith("<!DOCTYPE html>").contains("<html lang=\"en\"")
                .doesNotContain("http:", "https:", "src=", "<script", "@import", "url(");
    }

    @Test
    void everyResultAndEveryComparisonIsARow() throws Exception {
        whole(30);
        Map<String, String> files = files(OPTIONS);
        assertThat(files.get("results.csv").lines()).hasSize(1 + 6 * (5 * 3 + 2 * 5)).first()
                .asString().startsWith("experiment,setting,target,seed,");
        assertThat(files.get("claims.csv").lines()).hasSize(1 + 4 * (6 + 1));
    }

    @Test
    void equalResultsGiveEqualBytes() throws Exception {
        whole(30);
        assertThat(files(OPTIONS)).isEqualTo(files(OPTIONS));
        assertThat(files(new Report.Options(200, 2, true, List.of())).get("claims.csv")).as("another seed")
                .isNotEqualTo(files(OPTIONS).get("claims.csv"));
    }

    @Test
    void sentencesAreShownWithTheirMarkupAsText() throws Exception {
        whole(60);
        Map<String, String> files = files(OPTIONS);
        assertThat(files.get("report.html")).contains("&lt;b&gt;&amp;", "<mark>" + FakeResults.WORD)
                .contains("<mark class=\"wrong\">").doesNotContain("<b>&");
        assertThat(files.get("report.md")).contains("**[" + FakeResults.WORD);
    }

    @Test
    void withoutTextThereIsNoWordOfTheData() throws Exception {
        whole(60);
        Report.Options silent = new Report.Options(200, 1, false, List.of());
        files(silent).forEach((name, content) -> assertThat(content).as(name).doesNotContain(FakeResults.WORD));
        assertThat(files(silent).get("report.html")).contains("Sentences that change");
    }

    @Test
    void whatIsMissingIsMarked() throws Exception {
        FakeResults fake = new FakeResults(folder, 30);
        Results results = fake.write("paper-table1", table1(), job -> job.seed() < 3
                && !(job.target().equals("nl") && job.from().isPresent()));
        fake.fail(results, results.experiment().setting("3/ AT"), "hi", 3, "The memory is used up.");
        Map<String, String> files = files(OPTIONS);
        isXml(files.get("report.html"));
        assertThat(files.get("report.html")).contains("Incomplete: 76 of 150", "2 of 3 seeds", "2 of 5 seeds", "0 of 3 seeds", "not tested",
                "over the 5 of 6 targets that are finished", "The memory is used up.");
    }

    @Test
    void nothingFinishedIsAReportAsWell() throws Exception {
        new FakeResults(folder, 30).write("paper-table1", table1(), job -> false);
        Map<String, String> files = files(OPTIONS);
        isXml(files.get("report.html"));
        assertThat(files.get("report.html")).contains("Incomplete: 0 of 150");
        assertThat(files.get("results.csv").lines()).hasSize(1);
    }

    @Test
    void severalExperimentsArePartsOfOneReport() throws Exception {
        whole(30);
        new FakeResults(folder, 30).write("small", SMALL, job -> true);
        Map<String, String> files = files(OPTIONS);
        isXml(files.get("report.html"));
        assertThat(files.get("report.html")).contains("2 experiments", "Priming &amp; &lt;tuning&gt;", "<svg");
        assertThat(files).containsKeys("small-table1.tex", "paper-table1-table1.tex", "small-figure1-matrix.svg",
                "small-figure2-curve.svg");
        assertThat(files.get("results.csv").lines()).hasSize(1 + 150 + 12);
        Report.Options turned = new Report.Options(200, 1, true, List.of("small", "paper-table1"));
        assertThat(files(turned).get("results.csv").lines().skip(1)).first().asString().startsWith("small,");
        assertThatIllegalArgumentException().isThrownBy(() -> files(new Report.Options(200, 1, true, List.of("large"))))
                .withMessage("There is no experiment 'large'. There: paper-table1, small.");
    }

    @Test
    void oneSeedHasNoSpread() throws Exception {
        new FakeResults(folder, 30).write("small", SMALL.replace("[1, 2]", "[7]"), job -> true);
        assertThat(files(OPTIONS).get("report.md").lines().filter(line -> line.startsWith("| none"))).isNotEmpty()
                .allSatisfy(line -> assertThat(line).doesNotContain("±"));
    }

    @Test
    void differentTestSetsAreNotCompared() throws Exception {
        Results results = whole(30);
        Path cells = folder.resolve("cells");
        try (Stream<Path> all = Files.list(cells)) {
            Path one = all.filter(cell -> cell.getFileName().toString().startsWith("hi-")).sorted().skip(3).findFirst().orElseThrow();
            List<String> lines = Files.readAllLines(one.resolve("sentences.jsonl"));
            Files.write(one.resolve("sentences.jsonl"), lines.subList(1, lines.size()));
        }
        assertThatThrownBy(() -> files(OPTIONS)).isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("test on hi").hasMessageContaining("other sentences")
                .hasMessageContaining(results.folder().toString());
    }

    @Test
    void filesAreWrittenAndReplaced() throws Exception {
        new FakeResults(folder, 30).write("small", SMALL, job -> true);
        ReportFolder target = new ReportFolder(folder.resolve("deep/report"));
        Report report = Report.of(folder, OPTIONS, RunListener.SILENT);
        target.write(report);
        List<Path> files = target.write(report);
        try (Stream<Path> there = Files.list(target.path())) {
            assertThat(there).containsExactlyInAnyOrderElementsOf(files);
        }
    }

    @Test
    void theOverviewHasTheMainNumbers() throws Exception {
        whole(30);
        Overview overview = Report.of(folder, OPTIONS, RunListener.SILENT).overviews().get(0);
        assertThat(overview.settings().get("3/ AT").get("hi").paper()).contains(77.76);
        assertThat(overview.settings().get("3/ AT").get("average").shown()).matches("\\d\\d\\.\\d\\d ± \\d+\\.\\d\\d");
        assertThat(overview.claims()).hasSize(4 * 7);
        assertThat(overview.gaps()).extracting(Overview.Way::setting).contains("2/ HT").doesNotContain("3/ AT");
    }

    @Test
    void tooFewResamplesAreRefusedAtOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Report.Options(50, 1, true, List.of())).withMessageContaining("at least 100");
    }
}
