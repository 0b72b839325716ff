package dev.headstart.cli;

import dev.headstart.hub.Hub;
import dev.headstart.model.Dropout;
import dev.headstart.peft.PeftMethod;
import dev.headstart.peft.TopAdapter;
import dev.headstart.peft.Tuning;
import dev.headstart.run.DataConfig;
import dev.headstart.run.EncoderFolder;
import dev.headstart.run.FineTuneConfig;
import dev.headstart.run.FineTuneRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code finetune}. */
@Command(name = "finetune", sortOptions = false, abbreviateSynopsis = true,
        description = "Fine-tune an encoder, pretrained or primed, on one language.")
final class FineTuneCommand implements Runnable {
    /** Which parameters to end with. */
    enum Select { BEST, LAST }

    @Option(names = "--model", required = true, paramLabel = "DIR|NAME",
            description = "The encoder, pretrained or primed: a folder, or its name on the Hugging Face hub.")
    private String model;
    @Option(names = "--language", required = true, paramLabel = "LANG", description = "The target language, e.g. af.")
    private String language;
    @Option(names = "--train-sentences", paramLabel = "N", converter = Numbers.AtLeastOne.class,
            description = "Train on N sentences only, drawn at random by --seed (default: all).")
    private Optional<Integer> trainSentences;
    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to put the fine-tuned model.")
    private Path out;
    @Mixin
    private DataOptions data;
    @Option(names = "--tuning", paramLabel = "KIND", defaultValue = "adapter",
            description = "adapter (what the method trains: θa, θh), head (θh) or full (θp, θh and θa if there is one) "
                    + "(default: ${DEFAULT-VALUE}).")
    private Tuning tuning;
    @Option(names = "--fresh-adapter", description = "Start from a fresh adapter instead of the θa* of a primed encoder.")
    private boolean freshAdapter;
    @Option(names = "--rate", paramLabel = "X", converter = Numbers.AboveZero.class,
            description = "Learning rate (default: the method's; 3e-3 for top adapter and head, 5e-5 for full).")
    private Optional<Double> rate;
    @Mixin
    private OptimizerOptions optimizer;
    @Option(names = "--batch-size", paramLabel = "N", defaultValue = "32", converter = Numbers.AtLeastOne.class,
            description = "Sentences a step (default: ${DEFAULT-VALUE}).")
    private int batchSize;
    @Option(names = "--micro-batch", paramLabel = "N", converter = Numbers.AtLeastOne.class,
            description = "Most sentences in one pass of the encoder: the same result with less memory (default: all).")
    private Optional<Integer> microBatch;
    @Option(names = "--select", paramLabel = "best|last", defaultValue = "best",
            description = "End with the epoch that is best on dev, or with the last (default: ${DEFAULT-VALUE}).")
    private Select select;
    @Option(names = "--patience", paramLabel = "N", converter = Numbers.AtLeastOne.class,
            description = "Stop after N epochs without a better score on dev.")
    private Optional<Integer> patience;
    @Mixin
    private AdapterOptions adapter;
    @Option(names = "--encoder-dropout", paramLabel = "on|off", defaultValue = "off",
            description = "The encoder's own dropout; on, its output is not reused (default: ${DEFAULT-VALUE}).")
    private Dropout dropout;
    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "Of every random choice (default: ${DEFAULT-VALUE}).")
    private long seed;
    @Mixin
    private CacheOptions cache;
    @Mixin
    private CheckpointOptions checkpoints;
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
        FineTuneRun.Result result = new FineTuneRun(config(), engine.start(), shown, checkpoints.pace()).run();
        output.print(result, String.format(Locale.ROOT, "Fine-tuned in %d steps, %.0f s%s: %s", result.steps(),
                result.wallSeconds(),
                result.shownDev().map(dev -> ", " + dev).orElse(""), out));
    }

    FineTuneConfig config() {
        Hub hub = output.hub();
        DataConfig dataConfig = data.config(hub, List.of(language));
        Path encoder = hub.model(model);
        PeftMethod method = adapter.method().or(() -> EncoderFolder.primedFor(encoder)).orElse(TopAdapter.defaults());
        double chosen = rate.orElse(FineTuneConfig.defaultRate(tuning, method));
        return new FineTuneConfig(encoder, dataConfig, language, trainSentences, out, tuning, adapter.method(), freshAdapter,
                optimizer.outer(chosen), optimizer.length(FineTuneConfig.DEFAULT_EPOCHS), batchSize, microBatch,
                new FineTuneConfig.Selection(select == Select.BEST, patience), dropout, seed, cache.config());
    }
}
