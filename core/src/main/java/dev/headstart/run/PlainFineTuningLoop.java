package dev.headstart.run;

import dev.headstart.data.Unit;
import dev.headstart.finetune.FineTuning;
import dev.headstart.model.Theta;
import dev.headstart.optim.Checkpoints;
import dev.headstart.peft.Classifier;
import dev.headstart.peft.Tuning;
import java.util.List;
import java.util.Optional;

/** Setting 5: fine-tunes θp ∪ θa ∪ θh on the sources, by the same loop as any fine-tuning; θh is thrown away. */
record PlainFineTuningLoop(PrimeConfig config, Recipe.PlainFineTuning recipe, Classifier model, Sources sources,
        RunListener listener) implements PrimingLoop {
    @Override
    public Outcome run(Theta theta, RunDirectory directory, Checkpoints checkpoints) {
        List<Unit> train = sources.train().values().stream().flatMap(corpus -> corpus.units().stream()).toList();
        int steps = config.length().in((train.size() + recipe.batchSize() - 1) / recipe.batchSize());
        FineTuning.Config settings = new FineTuning.Config(Tuning.FULL, config.outer().over(steps), config.outer().constants(),
                recipe.batchSize(), config.convergence().map(PrimeConfig.Convergence::every).orElse(steps), Optional.empty(),
                config.seed(), config.microBatch().orElse(Integer.MAX_VALUE));
        try (TrainingLog log = new TrainingLog("priming", steps, directory, config.settings(), listener)) {
            Optional<FineTuning.Best> best = new FineTuning(model, settings).run(theta, train, dev(), log, checkpoints.with(log));
            return new Outcome(steps, log.loss().ofLastTenth(), best.map(FineTuning.Best::step),
                    best.map(kept -> new DevScore(sources.firstTask().scorer().mainFigure(), kept.dev())));
        }
    }

    /** {@link FineTuning} keeps the best wherever it has a dev set; the recipe watches to no other end. */
    private Optional<FineTuning.Dev> dev() {
        return config.convergence().map(c -> new FineTuning.Dev(sources.joinedDev(), sources.firstTask().scorer()));
    }
}
