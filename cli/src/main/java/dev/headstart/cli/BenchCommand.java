package dev.headstart.cli;

import dev.headstart.bench.Bench;
import dev.headstart.bench.BenchReport;
import dev.headstart.bench.MetaShape;
import dev.headstart.bench.Pace;
import dev.headstart.bench.Subject;
import dev.headstart.bench.Variant;
import dev.headstart.data.Split;
import dev.headstart.priming.InnerLoop;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code bench}. */
@Command(name = "bench", sortOptions = false, abbreviateSynopsis = true,
        description = "Measure speed and memory against the same algorithms as literally written, each variant in a process "
                + "of its own.")
final class BenchCommand implements Runnable {
    /** What is measured. */
    enum Work { PRIMING, MAML, ABLATION }

    @Parameters(index = "0", arity = "0..1", paramLabel = "WORK", defaultValue = "priming",
            description = "priming, maml (θp in the inner loop too), ablation (priming, one measure after the other) "
                    + "(default: ${DEFAULT-VALUE}).")
    private Work work;
    @Mixin
    private SubjectOptions subject;
    @Mixin
    private DataOptions data;
    @Option(names = "--languages", required = true, split = ",", paramLabel = "LANG",
            description = "Source languages, e.g. en,es.")
    private List<String> languages;
    @Mixin
    private EpisodeOptions episodes;
    @Mixin
    private PaceOptions pace;
    @Mixin
    private JsonOption output;
    @Mixin
    private CommonOptions common;
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        List<Variant> variants = pace.among(work == Work.ABLATION ? Variant.ablation() : Variant.comparison());
        try (Workplace place = Workplace.of(Optional.empty())) {
            Subject opened = subject.open(place, data.config(), languages);
            opened.check(Split.TRAIN);
            Bench bench = new Bench(opened, pace.pace(), pace.rounds(), new ShownRun(output, spec.commandLine().getErr()));
            print(bench.outerSteps(episodes.shape(work == Work.MAML ? InnerLoop.Kind.MAML : InnerLoop.Kind.PEFT), variants));
        }
    }

    private void print(BenchReport report) {
        output.print(report, BenchTables.of(report));
    }
}
