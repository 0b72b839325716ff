package dev.headstart.cli;

import dev.headstart.report.Overview;
import dev.headstart.report.Report;
import dev.headstart.report.ReportFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code report}. It loads no engine. */
@Command(name = "report", sortOptions = false, abbreviateSynopsis = true,
        description = "Show an experiment's results beside the paper's, with significance: HTML, Markdown, LaTeX, CSV and SVG.")
final class ReportCommand implements Runnable {
    /** What machines get. @param files that were written */
    private record Written(List<Overview> experiments, List<Path> files) {}

    @Parameters(paramLabel = "DIR", description = "The results: the --out of 'headstart reproduce', finished or not.")
    private Path results;
    @Option(names = "--out", paramLabel = "DIR", description = "Write there; without it, to report/ inside the results.")
    private Optional<Path> out;
    @Option(names = "--only", paramLabel = "NAME", split = ",",
            description = "Only these experiments, in this order (default: all, by name).")
    private List<String> only = List.of();
    @Option(names = "--no-text", description = "Show no sentence and no word of the data in any file.")
    private boolean noText;
    @Option(names = "--resamples", paramLabel = "N", defaultValue = "10000", converter = Numbers.AtLeastOne.class,
            description = "How often seeds and test sentences are drawn for the intervals, at least 100 (default: ${DEFAULT-VALUE}).")
    private int resamples;
    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of these draws (default: ${DEFAULT-VALUE}).")
    private long seed;
    @Mixin
    private JsonOption output;
    @Mixin
    private CommonOptions common;
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        Report report = Report.of(results, new Report.Options(resamples, seed, !noText, only),
                new ShownRun(output, spec.commandLine().getErr()));
        List<Path> files = new ReportFolder(out.orElse(results.resolve("report"))).write(report);
        output.print(new Written(report.overviews(), files), new OverviewText(report.overviews(), files));
    }
}
