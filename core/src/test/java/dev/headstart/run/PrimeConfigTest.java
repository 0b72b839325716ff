package dev.headstart.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrimeConfigTest {
    private static final Recipe PLAIN = new Recipe.PlainFineTuning(8);

    private static PrimeConfig config(Recipe recipe, Optional<PrimeConfig.Convergence> convergence, boolean recordEpisodes) {
        PrimeConfig defaults = PrimeConfig.defaults(Path.of("encoder"), Path.of("data"), List.of("en"), Path.of("out"));
        return new PrimeConfig(defaults.encoder(), defaults.sources(), defaults.out(), defaults.method(), recipe, defaults.outer(),
                defaults.length(), convergence, defaults.dropout(), 1, recordEpisodes, Optional.empty());
    }

    private static Optional<PrimeConfig.Convergence> watched(boolean keepBest) {
        return Optional.of(new PrimeConfig.Convergence(5, 2, keepBest));
    }

    @Test
    void plainFineTuningWatchesOnlyToKeepTheBest() {
        assertThatIllegalArgumentException().isThrownBy(() -> config(PLAIN, watched(false), false))
                .withMessageContaining("add --keep-best to --watch");
        assertThat(config(PLAIN, watched(true), false).convergence()).isPresent();
    }

    @Test
    void plainFineTuningHasNoEpisodesToRecord() {
        assertThatIllegalArgumentException().isThrownBy(() -> config(PLAIN, Optional.empty(), true))
                .withMessageContaining("--record-episodes: there are none");
    }

    @Test
    void metaLearningWatchesAndRecordsAsItIsTold() {
        PrimeConfig defaults = PrimeConfig.defaults(Path.of("encoder"), Path.of("data"), List.of("en"), Path.of("out"));
        assertThat(config(defaults.recipe(), watched(false), true).recordEpisodes()).isTrue();
    }
}
