package dev.headstart.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.headstart.bench.Bench;
import dev.headstart.bench.BenchReport;
import dev.headstart.bench.InnerMemoryReport;
import dev.headstart.bench.Learning;
import dev.headstart.bench.MetaGradientReport;
import dev.headstart.bench.ScalingReport;
import dev.headstart.bench.Subject;
import dev.headstart.bench.Variant;
import dev.headstart.hub.Hub;
import dev.headstart.priming.InnerLoop;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code bench}. Its own process loads no engine; the processes that it starts do. */
@Command(name = "bench", sortOptions = false, abbreviateSynopsis = true,
        description = "Measure speed and memory against the same algorithms as literally written, each variant in a process "
                + "of its own.")
final class BenchCommand implements Runnable {
    /** A report as machines get it, with what it was measured on. */
    private record Measured(@JsonUnwrapped Object report, BenchMachine machine) {}

    @Parameters(index = "0", arity = "0..1", paramLabel = "WORK", defaultValue = "priming", converter = BenchWork.ByName.class,
            description = "priming; maml: θp moves in the inner loop too; finetuning; prediction; scaling: priming in growing "
                    + "sizes; ablation: priming, measure by measure; meta-gradients: what exact ones cost, by method; memory: its "
                    + "peak at 1 and at 50 inner steps, by method (default: ${DEFAULT-VALUE}).")
    private BenchWork work;
    @Mixin
    private SubjectOptions subject;
    @Mixin
    private DataOptions data;
    @Option(names = "--languages", split = ",", paramLabel = "LANG", defaultValue = "en,es",
            description = "Source languages; fine-tuning and prediction take the first (default: ${DEFAULT-VALUE}).")
    private List<String> languages;
    @Option(names = "--language", paramLabel = "LANG", description = "Another one for fine-tuning and prediction.")
    private Optional<String> language;
    @Mixin
    private EpisodeOptions episodes;
    @Mixin
    private LearningOptions learning;
    @Mixin
    private BatchOptions batches;
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
        List<Variant> variants = pace.among(work);
        learning.check(work);
        try (Workplace place = Workplace.of(Optional.empty())) {
            List<String> chosen = language.map(List::of).orElse(languages);
            Hub hub = output.hub();
            Subject opened = subject.open(place, hub, data.config(hub, chosen), chosen);
            work.splits().forEach(opened::check);
            measure(new Bench(opened, pace.pace(), pace.rounds(), new ShownRun(output, spec.commandLine().getErr())), variants);
        }
    }

    private void measure(Bench bench, List<Variant> variants) {
        switch (work) {
            case PRIMING, ABLATION -> print(bench.outerSteps(episodes.shape(InnerLoop.Kind.PEFT), variants));
            case MAML -> print(bench.outerSteps(episodes.shape(InnerLoop.Kind.MAML), variants));
            case FINETUNING -> print(bench.fineTuning(batches.length(), batches.full(), variants));
            case PREDICTION -> print(bench.prediction(batches.sentences(), batches.length().batchSize(), variants));
            case SCALING -> print(bench.scaling(episodes.shape(InnerLoop.Kind.PEFT), variants));
            case META_GRADIENTS -> print(bench.metaGradients(episodes.tasks(), learnings(), variants));
            case MEMORY -> print(bench.innerMemory(episodes.tasks(), learnings(), variants));
        }
    }

    private List<Learning> learnings() {
        return learning.learnings(episodes.innerSteps());
    }

    private void print(BenchReport report) {
        print(report, BenchTables.of(report));
    }

    private void print(ScalingReport report) {
        print(report, BenchTables.of(report));
    }

    private void print(MetaGradientReport report) {
        print(report, LearningTables.of(report));
    }

    private void print(InnerMemoryReport report) {
        print(report, LearningTables.of(report));
    }

    private void print(Object report, String text) {
        BenchMachine machine = BenchMachine.here();
        output.print(new Measured(report, machine), text + System.lineSeparator() + machine);
    }
}
