package dev.headstart.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.headstart.chart.Point;
import dev.headstart.experiment.Journal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The smaller things that a report is made of. */
class PiecesTest {
    private static Journal.Entry entry(String job, Journal.Event event, String at, double seconds) {
        return new Journal.Entry(job, "test: " + job, event, "p", "2026-01-01T" + at + "Z", seconds, 2,
                event == Journal.Event.FAILED ? Optional.of("no memory") : Optional.empty());
    }

    @Test
    void workThatOverlapsTakesItsTimeOnce() {
        Work work = Work.of(List.of(entry("a", Journal.Event.BEGUN, "10:00:00", 0), entry("b", Journal.Event.BEGUN, "10:30:00", 0),
                entry("a", Journal.Event.FINISHED, "11:00:00", 3600), entry("b", Journal.Event.FINISHED, "11:30:00", 3600),
                entry("c", Journal.Event.FINISHED, "15:00:00", 1800)), Set.of());
        assertThat(work.hours()).isEqualTo(2);       // from 10:00 to 11:30, and half an hour in the afternoon
        assertThat(work.coreHours()).isEqualTo(5);
        assertThat(work.jobs()).isEqualTo(3);
        assertThat(work.begun()).contains("2026-01-01T10:00:00Z");
    }

    @Test
    void aFailureThatWasMadeGoodIsNone() {
        Work work = Work.of(List.of(entry("a", Journal.Event.FAILED, "10:00:00", 5), entry("b", Journal.Event.FAILED, "10:00:01", 5),
                entry("b", Journal.Event.FAILED, "10:00:02", 5), entry("a", Journal.Event.FINISHED, "11:00:00", 5),
                entry("c", Journal.Event.FAILED, "12:00:00", 5)), Set.of("a", "b"));
        assertThat(work.failures()).as("nothing hangs on c any more").containsExactly(new Work.Failure("test: b", 2, "2026-01-01T10:00:02Z", "no memory"));
    }

    @Test
    void choicesAreTheValuesThatHaveAComment() {
        assertThat(FileChoices.of(List.of("# a remark", "seeds: [1, 2]   # not stated in the paper", "priming:", "  meta:   # section 3",
                "    epochs: 3  # not stated (\"while: not converged\")", "    tasks: 2", "  other:",
                "    rate: 1e-4# no comment", "data: x # y")))
                .containsExactly(new FileChoices.Choice("seeds", "[1, 2]", "not stated in the paper"),
                        new FileChoices.Choice("priming.meta.epochs", "3", "not stated (\"while: not converged\")"),
                        new FileChoices.Choice("data", "x", "y"));
    }

    @Test
    void spansAreMarkedInTheirSentence() {
        assertThat(Marked.spans(List.of("Anne", "Frank", "in", "Delft"), List.of("B-PER", "I-PER", "O", "I-LOC"),
                List.of("B-PER", "I-PER", "O", "B-ORG")).pieces()).containsExactly(new Marked.Piece("Anne Frank", "PER", false),
                new Marked.Piece("in", "", false), new Marked.Piece("Delft", "LOC", true));
        assertThat(Marked.labels(List.of("so", "what"), List.of("news"), List.of("news")).pieces())
                .containsExactly(new Marked.Piece("so what", "news", false));
        assertThat(Marked.labels(List.of("so", "what"), List.of("ADV", "PRON"), List.of("ADV", "DET")).pieces())
                .extracting(Marked.Piece::wrong).containsExactly(false, true);
    }

    @Test
    void aTraceIsTheMeanOfItsRunsInStretches() {
        List<String> metrics = List.of("{\"step\":10,\"query_loss\":2.0}", "{\"step\":10,\"dev_f1\":0.5}",
                "{\"step\":20,\"query_loss\":1.0}");
        Trace trace = Trace.of(Path.of("folder"), metrics, List.of("query_loss", "loss"));
        Trace longer = new Trace(List.of(new Trace.Sample(20, 4), new Trace.Sample(40, 3)));
        assertThat(Trace.joined(List.of(trace, longer), true, "name")).extracting(Point::x, Point::y)
                .containsExactly(tuple(50.0, 3.0), tuple(100.0, 2.0));
        assertThat(Trace.joined(List.of(trace, longer), false, "name")).extracting(Point::x).containsExactly(10.0, 20.0, 40.0);
    }

    @Test
    void latexIsEscaped() {
        assertThat(LatexTable.escape("4/ MP [1_step] → 50 % & ± − {x}"))
                .isEqualTo("4/ MP [1\\_step] $\\rightarrow$ 50 \\% \\& $\\pm$ $-$ \\{x\\}");
    }

    @Test
    void aLineOfATableThatBeginsWithABracketIsNoOption() {
        Grid grid = new Grid("c", Grid.columns(List.of("a"), List.of("b")), List.of(Grid.row("[x]", "1")));
        assertThat(new LatexTable(grid).tex()).contains("\\begin{tabular}{lr}", "\n{[x]} & 1 \\\\\n", "\\caption{c}");
        assertThatIllegalArgumentException().isThrownBy(() -> new Grid("c", grid.columns(), List.of(Grid.row("x"))));
    }

    @Test
    void csvFieldsAreQuotedWhereTheyMustBe() {
        CsvFile file = new CsvFile("a", "b");
        file.row("x, \"y\"", 1);
        assertThat(file.toString()).isEqualTo("a,b\n\"x, \"\"y\"\"\",1\n");
        assertThatIllegalArgumentException().isThrownBy(() -> file.row("x"));
    }

    @Test
    void markdownIsEscaped() {
        assertThat(MarkdownPage.escape("a | *b* <c> [d]_e")).isEqualTo("a \\| \\*b\\* &lt;c&gt; \\[d\\]\\_e");
        assertThat(MarkdownPage.escape("1. no list")).isEqualTo("1\\. no list");
    }
}
