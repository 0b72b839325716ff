package dev.headstart.cli;

import dev.headstart.run.Quickstart;
import dev.headstart.synthetic.SyntheticCorpus;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code quickstart}. */
@Command(name = "quickstart", sortOptions = false, abbreviateSynopsis = true,
        description = "See priming work in a few minutes: a small encoder, a generated corpus, no download.")
final class QuickstartCommand implements Runnable {
    @Option(names = "--out", paramLabel = "DIR",
            description = "Keep data and models there; without it they are thrown away.")
    private Optional<Path> out;
    @Option(names = "--model", paramLabel = "DIR|NAME", description = "Another encoder than models/mini.")
    private Optional<String> model;
    @Option(names = "--sentences", paramLabel = "N", defaultValue = "1000", converter = Numbers.AtLeastOne.class,
            description = "Sentences of each language to train on; a fifth as many for dev, half as many for test "
                    + "(default: ${DEFAULT-VALUE}).")
    private int sentences;
    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "Of every random choice (default: ${DEFAULT-VALUE}).")
    private long seed;
    @Mixin
    private EngineOptions engine;
    @Mixin
    private JsonOption output;
    @Mixin
    private CommonOptions common;
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        ShownRun shown = new ShownRun(output, spec.commandLine().getErr());
        try (Workplace place = Workplace.of(out)) {
            Path encoder = model.map(output.hub()::model).orElse(Path.of(System.getProperty("headstart.home", "."), "models", "mini"));
            Quickstart.Result result = new Quickstart(encoder, place.folder(), engine.start(), shown, seed, sizes()).run();
            output.print(result, table(result) + System.lineSeparator() + result.conclusion());
        }
    }

    private SyntheticCorpus.Sizes sizes() {
        return new SyntheticCorpus.Sizes(sentences, Math.max(1, sentences / 5), Math.max(1, sentences / 2));
    }

    private static Table table(Quickstart.Result result) {
        Table table = new Table("entity F1 on test", "adapter tuning", "after priming", "gain");
        result.rows().forEach(row -> table.row(row.language(), percent(row.unprimed()), percent(row.primed()),
                String.format(Locale.ROOT, "%+.2f", 100 * (row.primed() - row.unprimed()))));
        double unprimed = result.rows().stream().mapToDouble(Quickstart.Row::unprimed).average().orElseThrow();
        double primed = result.rows().stream().mapToDouble(Quickstart.Row::primed).average().orElseThrow();
        return table.row("average", percent(unprimed), percent(primed), String.format(Locale.ROOT, "%+.2f", 100 * (primed - unprimed)));
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f", 100 * fraction);
    }
}
