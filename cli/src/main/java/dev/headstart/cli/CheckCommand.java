package dev.headstart.cli;

import dev.headstart.hub.Hub;
import dev.headstart.peft.TopAdapter;
import dev.headstart.priming.InnerLoop;
import dev.headstart.priming.InnerRates;
import dev.headstart.run.CheckRun;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code check}. */
@Command(name = "check", sortOptions = false, abbreviateSynopsis = true,
        description = "Take one inner and one outer step of priming, and show which tensors moved, by how much.")
final class CheckCommand implements Runnable {
    @Option(names = "--model", required = true, paramLabel = "DIR|NAME",
            description = "The pretrained encoder: a folder, or its name on the Hugging Face hub.")
    private String model;
    @Option(names = "--language", required = true, paramLabel = "LANG", description = "A source language, e.g. en.")
    private String language;
    @Mixin
    private DataOptions data;
    @Option(names = "--maml", description = "Move θp in the inner loop too.")
    private boolean maml;
    @Option(names = "--inner-rate", paramLabel = "α", defaultValue = "0.03", converter = Numbers.AboveZero.class,
            description = "Rate of the inner step (default: ${DEFAULT-VALUE}).")
    private double innerRate;
    @Mixin
    private AdapterOptions adapter;
    @Mixin
    private EngineOptions engine;
    @Mixin
    private JsonOption output;
    @Mixin
    private CommonOptions common;

    @Override
    public void run() {
        InnerLoop inner = new InnerLoop(1, maml ? InnerLoop.Kind.MAML : InnerLoop.Kind.PEFT, InnerRates.all(innerRate));
        Hub hub = output.hub();
        CheckRun.Result result = new CheckRun(hub.model(model), data.config(hub, List.of(language)), language,
                adapter.method().orElse(TopAdapter.defaults()), inner, engine.start()).run();
        output.print(result, (common.verbose() ? table(result) + System.lineSeparator() : "") + conclusion(result) + sizes(result));
    }

    private String sizes(CheckRun.Result result) {
        StringBuilder lines = new StringBuilder(System.lineSeparator()).append(language).append(": ");
        lines.append(result.sizes().stream().map(size -> String.format(Locale.ROOT, "%s %,d sentences", size.split(), size.sentences()))
                .collect(Collectors.joining(", ")));
        if (result.sizes().stream().allMatch(size -> size.published().isPresent() && !size.differs())) {
            lines.append("; as published");
        } else if (result.sizes().stream().allMatch(size -> size.published().isEmpty())) {
            lines.append("; no README.md there says how many were published");
        }
        result.sizes().stream().filter(CheckRun.Size::differs).forEach(size -> lines.append(String.format(Locale.ROOT,
                "%n  not as published: README.md says that %s has %,d sentences. Fetch it again.", size.split(),
                size.published().getAsLong())));
        return lines.toString();
    }

    private static Table table(CheckRun.Result result) {
        Table table = new Table("tensor", "part", "inner step", "outer step");
        result.movements().forEach(m -> table.row(m.tensor(), m.part(), change(m.insideChange()), change(m.outsideChange())));
        return table;
    }

    private static String change(double largest) {
        return largest == 0 ? "still" : String.format(Locale.ROOT, "%.2e", largest);
    }

    private static String conclusion(CheckRun.Result result) {
        StringBuilder lines = new StringBuilder("Tensors that moved (--verbose shows each, and how far):");
        result.movements().stream().map(CheckRun.Movement::part).distinct().forEach(part -> {
            long all = result.movements().stream().filter(m -> m.part().equals(part)).count();
            long inside = result.movements().stream().filter(m -> m.part().equals(part) && m.insideChange() > 0).count();
            long outside = result.movements().stream().filter(m -> m.part().equals(part) && m.outsideChange() > 0).count();
            lines.append(String.format(Locale.ROOT, "%n  %s  inner %d of %d, outer %d of %d", part, inside, all, outside, all));
        });
        return lines.append(String.format(Locale.ROOT, "%nsupport loss %.4f, query loss after adapting %.4f",
                result.supportLoss(), result.queryLoss())).toString();
    }
}
