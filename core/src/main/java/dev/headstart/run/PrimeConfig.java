package dev.headstart.run;

import dev.headstart.model.Dropout;
import dev.headstart.peft.TopAdapter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Everything that determines a priming run.
 *
 * @param encoder        folder of θp
 * @param data           where the source languages are
 * @param languages      sources, at least one
 * @param out            folder to make
 * @param method         what to prime for
 * @param recipe         Algorithm 1 or another
 * @param outer          β
 * @param length         when to stop
 * @param convergence    how to watch convergence; empty: not at all
 * @param dropout        the encoder's own
 * @param seed           of every random choice
 * @param recordEpisodes whether to write down all that an outsider needs to recompute the run
 */
public record PrimeConfig(Path encoder, DataConfig data, List<String> languages, Path out, TopAdapter method, Recipe recipe,
        Outer outer, Length length, Optional<Convergence> convergence, Dropout dropout, long seed, boolean recordEpisodes) {
    /**
     * @param every    outer steps between looks at the source languages' dev data
     * @param episodes dev episodes of each language
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

    public PrimeConfig {
        languages = List.copyOf(languages);
        if (languages.isEmpty() || languages.stream().anyMatch(String::isBlank)
                || languages.stream().distinct().count() < languages.size()) {
            throw new IllegalArgumentException("The source languages are " + languages
                    + "; give at least one, each once, e.g. --languages en,es.");
        }
    }
}
