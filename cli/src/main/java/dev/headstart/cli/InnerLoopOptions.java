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
import picocli.CommandLine.Option;

/** How the inner loop steps, and how the outer loop differentiates it. */
final class InnerLoopOptions {
    /** Section 5.1: the MAML loop diverges at the paper's usual inner rate. */
    private static final double RATE_WITH_ENCODER = 1e-4;
    private static final double RATE = 0.03;
    private static final double EPSILON_OF_EXACT = 1e-3;

    /** Optimisers of the inner loop. */
    enum Optimizer { SGD, ADAMW }

    @Option(names = "--inner-rate", paramLabel = "α", converter = Numbers.AboveZero.class,
            description = "Rate of the inner loop (default: 0.03; 1e-4 if θp moves in it; with adamw otherwise the rate of fine-tuning).")
    private Optional<Double> rate;
    @Option(names = "--inner-rate-pretrained", paramLabel = "α", converter = Numbers.AboveZero.class,
            description = "The inner rate of θp, if it moves in the inner loop and is to differ.")
    private Optional<Double> ratePretrained;
    @Option(names = "--inner-rate-head", paramLabel = "α", converter = Numbers.AboveZero.class,
            description = "The inner rate of θh, if it is to differ.")
    private Optional<Double> rateHead;
    @Option(names = "--inner-optimizer", paramLabel = "NAME",
            description = "sgd (the paper's), or adamw as fine-tuning uses it, but with ε = 1e-3 under exact meta-gradients, which "
                    + "1e-8 would make steep without bound where a gradient is 0 (default: sgd).")
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
        boolean adamW = optimizer.map(name -> Names.of(Optimizer.class, "--inner-optimizer", name)).orElse(Optimizer.SGD)
                == Optimizer.ADAMW;
        double usual = movesEncoder ? RATE_WITH_ENCODER : adamW ? method.defaultRate() : RATE;
        double all = rate.orElse(usual);
        InnerRates rates = new InnerRates(ratePretrained.orElse(all), all, rateHead.orElse(all));
        return new InnerLoop(steps, kind, rates, adamW ? new InnerAdamW(inside(constants)) : new Sgd(), freshBatches);
    }

    private AdamW.Constants inside(AdamW.Constants usual) {
        return meta().estimator() != Estimator.EXACT ? usual
                : new AdamW.Constants(usual.beta1(), usual.beta2(), EPSILON_OF_EXACT, usual.weightDecay());
    }

    Meta meta() {
        return new Meta(estimator.map(name -> Names.of(Estimator.class, "--meta-gradient", name)).orElse(Estimator.FIRST_ORDER),
                learnRates);
    }
}
