package dev.headstart.run;

import dev.headstart.model.Dropout;
import dev.headstart.optim.AdamW;
import dev.headstart.peft.FullFineTuning;
import dev.headstart.peft.HeadOnly;
import dev.headstart.peft.PeftMethod;
import dev.headstart.peft.TopAdapter;
import dev.headstart.peft.Tuning;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that determines a fine-tuning run.
 *
 * @param encoder        folder of a pretrained or primed encoder
 * @param data           where the target language is
 * @param language       the target
 * @param trainSentences sentences of its train split, drawn at random; empty: all
 * @param out            folder to make
 * @param tuning         which parts move
 * @param method         with which to fine-tune; empty: the one that the encoder was primed for, else the paper's top adapter
 * @param freshAdapter   whether to leave out the θa* of a primed encoder
 * @param outer          rate and optimiser
 * @param length         when to stop
 * @param batchSize      sentences a step
 * @param microBatch     most of them in one pass of the encoder: the same result with less memory; empty: all
 * @param selection      which parameters to end with
 * @param dropout        the encoder's own
 * @param seed           of every random choice
 * @param cache          what is kept for later runs; changes nothing but the time
 */
public record FineTuneConfig(Path encoder, DataConfig data, String language, Optional<Integer> trainSentences, Path out, Tuning tuning,
        Optional<PeftMethod> method, boolean freshAdapter, Outer outer, Length length, int batchSize, Optional<Integer> microBatch,
        Selection selection, Dropout dropout, long seed, CacheConfig cache) {
    public FineTuneConfig {
        if (batchSize < 1) {
            throw new IllegalArgumentException("The batch size is " + batchSize + "; it must be at least 1 sentence.");
        }
        if (trainSentences.orElse(1) < 1) {
            throw new IllegalArgumentException("There are " + trainSentences.get() + " sentences to train on; there must be at least 1.");
        }
        if (microBatch.orElse(1) < 1) {
            throw new IllegalArgumentException("A micro-batch has " + microBatch.get() + " sentences; it must have at least 1.");
        }
    }

    /**
     * @param bestOnDev whether to evaluate on dev after every epoch and end with the best parameters; else with the last
     * @param patience  epochs without a better score after which training stops; empty: never
     */
    public record Selection(boolean bestOnDev, Optional<Integer> patience) {
        public Selection {
            if (patience.isPresent() && !bestOnDev) {
                throw new IllegalArgumentException("Early stopping looks at dev; use --patience with --select best.");
            }
        }
    }

    /** Passes over the training data. */
    public static final double DEFAULT_EPOCHS = 10;
    private static final int DEFAULT_BATCH = 32;

    /**
     * The rate that tuning gets unless told otherwise. For the top adapter and heads the best of 1e-3, 3e-3 and 1e-2 on WikiAnn
     * dev (hi, af) with models/mini; for all parameters what is usual for mBERT.
     */
    public static double defaultRate(Tuning tuning, PeftMethod method) {
        return switch (tuning) {
            case ADAPTER -> method.defaultRate();
            case HEAD -> new HeadOnly().defaultRate();
            case FULL -> new FullFineTuning().defaultRate();
        };
    }

    /** {@link #defaults(Path, DataConfig, String, Path)} for named spans. @param data DIR of DIR/LANG/{train,dev,test} */
    public static FineTuneConfig defaults(Path encoder, Path data, String language, Path out) {
        return defaults(encoder, DataConfig.of(data), language, out);
    }

    /** Adapter tuning for ten epochs, ending with the one that is best on dev; nothing is cached. */
    public static FineTuneConfig defaults(Path encoder, DataConfig data, String language, Path out) {
        return new FineTuneConfig(encoder, data, language, Optional.empty(), out, Tuning.ADAPTER, Optional.empty(), false,
                new Outer(defaultRate(Tuning.ADAPTER, TopAdapter.defaults()), 0, AdamW.Constants.defaults()),
                Length.ofEpochs(DEFAULT_EPOCHS),
                DEFAULT_BATCH, Optional.empty(), new Selection(true, Optional.empty()), Dropout.OFF, 1, CacheConfig.off());
    }

    /** @return all that determines the run's result */
    Settings settings() {
        return Settings.of(this, Set.of("out", "cache"));
    }

    /** @return the same with another rate and length */
    public FineTuneConfig with(Outer rate, Length duration) {
        return new FineTuneConfig(encoder, data, language, trainSentences, out, tuning, method, freshAdapter, rate, duration, batchSize,
                microBatch, selection, dropout, seed, cache);
    }

    /** @return the same with another seed */
    public FineTuneConfig withSeed(long other) {
        return new FineTuneConfig(encoder, data, language, trainSentences, out, tuning, method, freshAdapter, outer, length, batchSize,
                microBatch, selection, dropout, other, cache);
    }

    /** @return the same with another cache */
    public FineTuneConfig withCache(CacheConfig other) {
        return new FineTuneConfig(encoder, data, language, trainSentences, out, tuning, method, freshAdapter, outer, length, batchSize,
                microBatch, selection, dropout, seed, other);
    }
}
