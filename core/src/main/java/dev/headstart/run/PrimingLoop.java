package dev.headstart.run;

import dev.headstart.model.Theta;
import dev.headstart.optim.Checkpoints;
import dev.headstart.peft.Classifier;
import java.util.Optional;

/** The part of a priming run in which parameters move. */
interface PrimingLoop {
    /**
     * @param steps     updates that ran
     * @param finalLoss mean loss of the last tenth of the steps
     * @param keptStep  number of updates after which the kept parameters stood, when the best was asked for
     * @param dev       score of the parameters it ends with, when dev data were watched
     */
    record Outcome(int steps, double finalLoss, Optional<Integer> keptStep, Optional<DevScore> dev) {}

    /** Moves θp and θa in place, from where {@code checkpoints} has them; writes metrics as it goes. */
    Outcome run(Theta theta, RunDirectory directory, Checkpoints checkpoints);

    static PrimingLoop of(PrimeConfig config, Classifier model, Sources sources, RunListener listener) {
        return config.recipe() instanceof Recipe.MetaLearning recipe
                ? new MetaLearningLoop(config, recipe, model, sources, listener)
                : new PlainFineTuningLoop(config, (Recipe.PlainFineTuning) config.recipe(), model, sources, listener);
    }
}
