package dev.headstart.cli;

import dev.headstart.model.Part;
import dev.headstart.optim.AdamW;
import dev.headstart.peft.PeftMethod;
import dev.headstart.priming.Estimator;
import dev.headstart.priming.InnerAdamW;
import dev.headstart.priming.InnerLoop;
import dev.headstart.priming.InnerRates;
import dev.headstart.priming.Meta;
import dev.headstart.priming.Sgd;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** How the inner loop steps, and how the outer loop differentiates it. */
final class InnerLoopOptions {
    /** Section 5.1: the MAML loop diverges at the paper's usual inner rate. */
    private static final double RATE_WITH_ENCODER = 1e-4;
    private static final double RATE = 0.03;

    /** Optimisers of the inner loop. */
    enum Algorithm { SGD, ADAMW }

    @Option(names = "--inner-rate", paramLabel = "α", converter = Numbers.AboveZero.class,
            description = "Rate of the inner loop (default: 0.03; 1e-4 if θp moves in it; with adamw the method's own).")
    private Optional<Double> rate;
    @Option(names = "--inner-rate-pretrained", paramLabel = "α", converter = Numbers.AboveZero.class,
            description = "The inner rate of θp, if it moves in the inner loop and is to differ.")
    private Optional<Double> ratePretrained;
    @Option(names = "--inner-rate-head", paramLabel = "α", converter = Numbers.AboveZero.class,
            description = "The inner rate of θh, if it is to differ.")
    private Optional<Double> rateHead;
    @Option(names = "--inner-optimizer", paramLabel = "NAME",
            description = "sgd (the paper's), or adamw as fine-tuning uses it (default: sgd).")
    private Optional<String> optimizer;
    @Option(names = "--fresh-batches", description = "Give each inner step support sentences of its own, --support each.")
    private boolean freshBatches;
    @Option(names = "--meta-gradient", paramLabel = "NAME",
            description = "first-order (the paper's), exact (through all inner steps) or reptile (default: first-order).")
    private Optional<String> estimator;
    @Option(names = "--learn-inner-rates", paramLabel = "RATE", arity = "0..1", fallbackValue = "0.01",
            converter = Numbers.AboveZero.class,
            description = "Learn the inner rate of every tensor (Meta-SGD): RATE is that of AdamW on its logarithm "
                    + "(default, if given without: ${FALLBACK-VALUE}).")
    private Optional<Double> learnRates;

    /** @param constants of AdamW, where it is asked for */
    InnerLoop inner(int steps, InnerLoop.Kind kind, PeftMethod method, AdamW.Constants constants) {
        boolean movesEncoder = kind.parts(method).contains(Part.PRETRAINED);
        if (!movesEncoder && ratePretrained.isPresent()) {
            throw new IllegalArgumentException("--inner-rate-pretrained has an effect only with --by maml or --method full: "
                    + "θp stands still in the inner loop otherwise.");
        }
        boolean adamW = optimizer.map(name -> Names.of(Algorithm.class, "--inner-optimizer", name)).orElse(Algorithm.SGD) == Algorithm.ADAMW;
        double usual = movesEncoder ? RATE_WITH_ENCODER : adamW ? method.defaultRate() : RATE;
        double all = rate.orElse(usual);
        InnerRates rates = new InnerRates(ratePretrained.orElse(all), all, rateHead.orElse(all));
        return new InnerLoop(steps, kind, rates, adamW ? new InnerAdamW(constants) : new Sgd(), freshBatches);
    }

    Meta meta() {
        return new Meta(estimator.map(name -> Names.of(Estimator.class, "--meta-gradient", name)).orElse(Estimator.FIRST_ORDER), learnRates);
    }

    /** @throws IllegalArgumentException if one of these options was given @param why there is no inner loop */
    void refuse(String why) {
        if (freshBatches || Stream.of(rate, ratePretrained, rateHead, optimizer, estimator, learnRates).anyMatch(Optional::isPresent)) {
            throw new IllegalArgumentException("There is no inner loop " + why + ": leave out --inner-rate…, --inner-optimizer, "
                    + "--fresh-batches, --meta-gradient and --learn-inner-rates.");
        }
    }
}
