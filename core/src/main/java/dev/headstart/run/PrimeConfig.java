package dev.headstart.run;

import dev.headstart.model.Dropout;
import dev.headstart.optim.AdamW;
import dev.headstart.peft.PeftMethod;
import dev.headstart.peft.TopAdapter;
import dev.headstart.priming.Episode;
import dev.headstart.priming.Heads;
import dev.headstart.priming.InnerLoop;
import dev.headstart.priming.Meta;
import dev.headstart.priming.Sampling;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that determines a priming run.
 *
 * @param encoder        folder of θp
 * @param sources        the meta data set: languages of one or more data sets, at least one
 * @param out            folder to make
 * @param method         what to prime for
 * @param recipe         Algorithm 1 or another
 * @param outer          β
 * @param length         when to stop
 * @param convergence    how to watch convergence; empty: not at all
 * @param dropout        the encoder's own
 * @param seed           of every random choice
 * @param recordEpisodes whether to write down all that an outsider needs to recompute the run
 * @param microBatch     most sentences in one pass of the encoder; larger sets take several, with the same result and less
 *                       memory; empty: all in one
 */
public record PrimeConfig(Path encoder, List<SourceSet> sources, Path out, PeftMethod method, Recipe recipe,
        Outer outer, Length length, Optional<Convergence> convergence, Dropout dropout, long seed, boolean recordEpisodes,
        Optional<Integer> microBatch) {
    /**
     * @param every    outer steps between looks at the sources' dev data
     * @param episodes dev episodes of each source
     * @param keepBest whether to end with the parameters of the best look instead of the last
     */
    public record Convergence(int every, int episodes, boolean keepBest) {
        public Convergence {
            if (every < 1 || episodes < 1) {
                throw new IllegalArgumentException("Convergence is watched every " + every + " steps on " + episodes
                        + " episodes; both must be at least 1.");
            }
        }
    }

    /** Passes over the source data; the paper says "while not converged". */
    public static final double DEFAULT_EPOCHS = 3;
    /** Section 4.2, for mBERT. A smaller encoder wants a larger rate. */
    public static final double DEFAULT_RATE = 5e-5;

    public PrimeConfig {
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("There is no source; give at least one, e.g. --data wikiann --languages en,es.");
        }
        if (microBatch.orElse(1) < 1) {
            throw new IllegalArgumentException("A micro-batch has " + microBatch.get() + " sentences; it must have at least 1.");
        }
        recipe.requireFitting(method, dropout);
        recipe.requireFitting(convergence, recordEpisodes);
    }

    /** Algorithm 1 with the paper's constants; 2 tasks of 16 + 16 sentences a step, which the paper does not state. */
    public static PrimeConfig defaults(Path encoder, Path data, List<String> languages, Path out) {
        return new PrimeConfig(encoder, List.of(new SourceSet(DataConfig.of(data), languages)), out, TopAdapter.defaults(),
                new Recipe.MetaLearning(InnerLoop.defaults(), new Episode.Shape(2, 16, 16), Heads.Policy.PER_LANGUAGE,
                        Sampling.defaults(), Meta.defaults()),
                new Outer(DEFAULT_RATE, 0, AdamW.Constants.defaults()), Length.ofEpochs(DEFAULT_EPOCHS), Optional.empty(),
                Dropout.OFF, 1, false, Optional.empty());
    }

    /** @return all that determines the run's result */
    Settings settings() {
        return Settings.of(this, Set.of("out"));
    }

    /** @return the same with another β and length */
    public PrimeConfig with(Outer rate, Length duration) {
        return new PrimeConfig(encoder, sources, out, method, recipe, rate, duration, convergence, dropout, seed,
                recordEpisodes, microBatch);
    }

    /** @return the same with another seed */
    public PrimeConfig withSeed(long other) {
        return new PrimeConfig(encoder, sources, out, method, recipe, outer, length, convergence, dropout, other,
                recordEpisodes, microBatch);
    }
}
