package dev.headstart.cli;

import dev.headstart.model.Dropout;
import dev.headstart.model.Part;
import dev.headstart.peft.PeftMethod;
import dev.headstart.peft.TopAdapter;
import dev.headstart.priming.Estimator;
import dev.headstart.priming.Heads;
import dev.headstart.priming.InnerAdamW;
import dev.headstart.priming.InnerLoop;
import dev.headstart.priming.InnerOptimizer;
import dev.headstart.priming.InnerRates;
import dev.headstart.priming.Meta;
import dev.headstart.priming.Sgd;
import dev.headstart.run.PrimeConfig;
import dev.headstart.run.PrimeRun;
import dev.headstart.run.Recipe;
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
        description = "Prime an encoder on source languages for adapter tuning: θp → θp*, θa*.")
final class PrimeCommand implements Runnable {
    /** Ways to prime, as the paper numbers its settings. */
    enum Algorithm { ALGORITHM_1, MAML, FINETUNE }

    /** Optimisers of the inner loop. */
    enum InnerAlgorithm { SGD, ADAMW }

    /** Section 5.1: the MAML loop diverges at the paper's usual inner rate. */
    private static final double MAML_INNER_RATE = 1e-4;
    private static final double INNER_RATE = 0.03;

    @Option(names = "--model", required = true, paramLabel = "DIR",
            description = "The pretrained encoder, a Hugging Face directory.")
    private Path model;
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
    @Option(names = "--inner-rate", paramLabel = "α", converter = Numbers.AboveZero.class,
            description = "Rate of the inner loop (default: 0.03; 1e-4 if θp moves in it; with adamw the method's own).")
    private Optional<Double> innerRate;
    @Option(names = "--inner-rate-pretrained", paramLabel = "α", converter = Numbers.AboveZero.class,
            description = "With --by maml: the inner rate of θp, if it is to differ.")
    private Optional<Double> innerRatePretrained;
    @Option(names = "--inner-rate-head", paramLabel = "α", converter = Numbers.AboveZero.class,
            description = "The inner rate of θh, if it is to differ.")
    private Optional<Double> innerRateHead;
    @Option(names = "--inner-optimizer", paramLabel = "NAME", defaultValue = "sgd",
            description = "sgd (the paper's), or adamw as fine-tuning uses it (default: ${DEFAULT-VALUE}).")
    private String innerOptimizer;
    @Option(names = "--fresh-batches", description = "Give each inner step support sentences of its own, --support each.")
    private boolean freshBatches;
    @Option(names = "--meta-gradient", paramLabel = "NAME", defaultValue = "first-order",
            description = "first-order (the paper's), exact (through all inner steps) or reptile (default: ${DEFAULT-VALUE}).")
    private String estimator;
    @Option(names = "--learn-inner-rates", paramLabel = "RATE", arity = "0..1", fallbackValue = "0.01",
            converter = Numbers.AboveZero.class,
            description = "Learn the inner rate of every tensor (Meta-SGD): RATE is that of AdamW on its logarithm "
                    + "(default, if given without: ${FALLBACK-VALUE}).")
    private Optional<Double> learnInnerRates;
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
    private EngineOptions engine;
    @Mixin
    private JsonOption output;
    @Mixin
    private CommonOptions common;
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrimeConfig config = new PrimeConfig(model, sources.stream().map(one -> one.sources(cutting)).toList(), out, method(),
                recipe(), optimizer.outer(outerRate), optimizer.length(PrimeConfig.DEFAULT_EPOCHS), convergence(), dropout, seed,
                recordEpisodes, microBatch);
        ShownRun shown = new ShownRun(output, spec.commandLine().getErr());
        PrimeRun.Result result = new PrimeRun(config, engine.start(), shown).run();
        output.print(result, String.format(Locale.ROOT, "Primed in %d steps, %.0f s, final loss %.4f: %s", result.steps(),
                result.wallSeconds(), result.finalLoss(), out));
    }

    private void refuseWhatHasNoEffect(Algorithm chosen) {
        if (chosen == Algorithm.FINETUNE && recordEpisodes) {
            throw new IllegalArgumentException("--record-episodes: there are none with --by finetune. Leave one of them out.");
        }
        if (chosen == Algorithm.FINETUNE && watch.isPresent() && !keepBest) {
            throw new IllegalArgumentException("--by finetune looks at dev only to keep the best: add --keep-best to --watch, "
                    + "or leave --watch out.");
        }
        if (chosen != Algorithm.MAML && innerRatePretrained.isPresent()) {
            throw new IllegalArgumentException("--inner-rate-pretrained has an effect only with --by maml: "
                    + "θp stands still in the inner loop otherwise.");
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
        boolean adamW = Names.of(InnerAlgorithm.class, "--inner-optimizer", innerOptimizer) == InnerAlgorithm.ADAMW;
        boolean movesEncoder = kind.parts(method()).contains(Part.PRETRAINED);
        double rate = innerRate.orElse(movesEncoder ? MAML_INNER_RATE : adamW ? method().defaultRate() : INNER_RATE);
        InnerRates rates = new InnerRates(innerRatePretrained.orElse(rate), rate, innerRateHead.orElse(rate));
        InnerOptimizer optimizerInside = adamW ? new InnerAdamW(optimizer.outer(outerRate).constants()) : new Sgd();
        InnerLoop inner = new InnerLoop(episodes.innerSteps(), kind, rates, optimizerInside, freshBatches);
        return new Recipe.MetaLearning(inner, episodes.tasks(), Names.of(Heads.Policy.class, "--heads", heads),
                new Meta(Names.of(Estimator.class, "--meta-gradient", estimator), learnInnerRates), sampling.sampling());
    }

    private Optional<PrimeConfig.Convergence> convergence() {
        if (keepBest && watch.isEmpty()) {
            throw new IllegalArgumentException("--keep-best needs --watch N: how often to look.");
        }
        refuseWhatHasNoEffect(Names.of(Algorithm.class, "--by", algorithm));
        return watch.map(every -> new PrimeConfig.Convergence(every, devEpisodes, keepBest));
    }
}
