package dev.headstart.cli;

import dev.headstart.hub.Hub;
import dev.headstart.model.Dropout;
import dev.headstart.peft.PeftMethod;
import dev.headstart.peft.TopAdapter;
import dev.headstart.priming.Heads;
import dev.headstart.priming.InnerLoop;
import dev.headstart.run.PrimeConfig;
import dev.headstart.run.PrimeRun;
import dev.headstart.run.Recipe;
import dev.headstart.run.SourceSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code prime}. */
@Command(name = "prime", sortOptions = false, abbreviateSynopsis = true,
        description = "Prime an encoder on source languages for the fine-tuning that it will get: θp → θp*, θa*.")
final class PrimeCommand implements Runnable {
    /** Ways to prime, as the paper numbers its settings. */
    enum Algorithm { ALGORITHM_1, MAML, FINETUNE }

    @Option(names = "--model", required = true, paramLabel = "DIR|NAME",
            description = "The pretrained encoder: a folder in Hugging Face layout, or its name on the Hugging Face hub.")
    private String model;
    @ArgGroup(exclusive = false, multiplicity = "1..*")
    private List<SourceOptions> sources;
    @Mixin
    private CuttingOptions cutting;
    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to put the primed encoder.")
    private Path out;
    @Option(names = "--by", paramLabel = "NAME", defaultValue = "algorithm-1",
            description = "algorithm-1 (the paper's), maml (θp moves in the inner loop too: setting 6), or finetune "
                    + "(plain fine-tuning on the same data: setting 5) (default: ${DEFAULT-VALUE}).")
    private String algorithm;
    @Mixin
    private EpisodeOptions episodes;
    @Mixin
    private SamplingOptions sampling;
    @Mixin
    private InnerLoopOptions innerLoop;
    @Option(names = "--outer-rate", paramLabel = "β", defaultValue = "5e-5", converter = Numbers.AboveZero.class,
            description = "Rate of the outer loop (default: ${DEFAULT-VALUE}, the paper's for mBERT).")
    private double outerRate;
    @Option(names = "--micro-batch", paramLabel = "N", converter = Numbers.AtLeastOne.class,
            description = "Most sentences in one pass of the encoder: the same result with less memory (default: all).")
    private Optional<Integer> microBatch;
    @Option(names = "--heads", paramLabel = "POLICY", defaultValue = "per-language",
            description = "per-language (camera-ready; one for every source) or shared (Algorithm 1; all sources must have the same "
                    + "task and labels) (default: ${DEFAULT-VALUE}).")
    private String heads;
    @Option(names = "--batch-size", paramLabel = "N", defaultValue = "32", converter = Numbers.AtLeastOne.class,
            description = "With --by finetune: sentences a step (default: ${DEFAULT-VALUE}).")
    private int batchSize;
    @Mixin
    private OptimizerOptions optimizer;
    @Option(names = "--watch", paramLabel = "N", converter = Numbers.AtLeastOne.class,
            description = "Every N steps adapt to episodes of the sources' dev data and show loss and score.")
    private Optional<Integer> watch;
    @Option(names = "--dev-episodes", paramLabel = "N", defaultValue = "20", converter = Numbers.AtLeastOne.class,
            description = "With --watch: episodes of each source (default: ${DEFAULT-VALUE}).")
    private int devEpisodes;
    @Option(names = "--keep-best", description = "With --watch: end with the best parameters instead of the last.")
    private boolean keepBest;
    @Mixin
    private AdapterOptions adapter;
    @Option(names = "--encoder-dropout", paramLabel = "on|off", defaultValue = "off",
            description = "The encoder's own dropout; on, nothing is computed once and reused (default: ${DEFAULT-VALUE}).")
    private Dropout dropout;
    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "Of every random choice (default: ${DEFAULT-VALUE}).")
    private long seed;
    @Option(names = "--record-episodes",
            description = "Write down units, episodes, losses and tensors at both ends, so that others can recompute the run.")
    private boolean recordEpisodes;
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
        PrimeRun.Result result = new PrimeRun(config(), engine.start(), shown, checkpoints.pace()).run();
        output.print(result, String.format(Locale.ROOT, "Primed in %d steps, %.0f s, final loss %.4f: %s", result.steps(),
                result.wallSeconds(), result.finalLoss(), out));
    }

    PrimeConfig config() {
        Hub hub = output.hub();
        List<SourceSet> sets = sources.stream().map(one -> one.sources(hub, cutting)).toList();
        return new PrimeConfig(hub.model(model), sets, out, method(), recipe(), optimizer.outer(outerRate),
                optimizer.length(PrimeConfig.DEFAULT_EPOCHS), convergence(), dropout, seed, recordEpisodes, microBatch);
    }

    private void refuseWhatHasNoEffect(Algorithm chosen) {
        if (chosen == Algorithm.FINETUNE) {
            refuse("there are no tasks and no inner loop with --by finetune", "--heads", "--draw", "--shots", "--dev-episodes",
                    "--inner-rate", "--inner-rate-pretrained", "--inner-rate-head", "--inner-optimizer", "--fresh-batches",
                    "--meta-gradient", "--learn-inner-rates");
        } else {
            refuse("it is for --by finetune; see --support and --query", "--batch-size");
        }
        if (watch.isEmpty()) {
            refuse("it goes with --watch", "--dev-episodes");
        }
    }

    private void refuse(String why, String... options) {
        for (String option : options) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new IllegalArgumentException(option + " has no effect: " + why + ". Leave it out.");
            }
        }
    }

    private PeftMethod method() {
        return adapter.method().orElse(TopAdapter.defaults());
    }

    private Recipe recipe() {
        Algorithm chosen = Names.of(Algorithm.class, "--by", algorithm);
        if (chosen == Algorithm.FINETUNE) {
            return new Recipe.PlainFineTuning(batchSize);
        }
        InnerLoop.Kind kind = chosen == Algorithm.MAML ? InnerLoop.Kind.MAML : InnerLoop.Kind.PEFT;
        InnerLoop inner = innerLoop.inner(episodes.innerSteps(), kind, method(), optimizer.outer(outerRate).constants());
        return new Recipe.MetaLearning(inner, episodes.tasks(), Names.of(Heads.Policy.class, "--heads", heads),
                sampling.sampling(), innerLoop.meta());
    }

    private Optional<PrimeConfig.Convergence> convergence() {
        if (keepBest && watch.isEmpty()) {
            throw new IllegalArgumentException("--keep-best needs --watch N: how often to look.");
        }
        refuseWhatHasNoEffect(Names.of(Algorithm.class, "--by", algorithm));
        return watch.map(every -> new PrimeConfig.Convergence(every, devEpisodes, keepBest));
    }
}
