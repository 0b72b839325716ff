package dev.headstart.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.model.Activation;
import dev.headstart.model.Dropout;
import dev.headstart.optim.AdamW;
import dev.headstart.peft.Initialisation;
import dev.headstart.peft.Lora;
import dev.headstart.peft.PeftMethod;
import dev.headstart.peft.TopAdapter;
import dev.headstart.priming.Draw;
import dev.headstart.priming.Episode;
import dev.headstart.priming.Estimator;
import dev.headstart.priming.Heads;
import dev.headstart.priming.InnerAdamW;
import dev.headstart.priming.InnerLoop;
import dev.headstart.priming.InnerRates;
import dev.headstart.priming.Meta;
import dev.headstart.priming.Sampling;
import dev.headstart.synthetic.SyntheticCorpus;
import dev.headstart.testing.TinyModel;
import dev.headstart.torch.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An interrupted priming run ends in the same bits as an uninterrupted one, whatever the recipe. */
class ResumedPrimingTest {
    private static final Path ENCODER = Path.of("src/test/resources/golden/family/electra");
    private static final int STEPS = 9;
    private static final Engine ENGINE = TinyModel.engine();
    private static final AdamW.Constants CONSTANTS = AdamW.Constants.defaults();
    private static final InnerLoop INNER = new InnerLoop(2, InnerLoop.Kind.PEFT, InnerRates.all(0.1));
    private static final Recipe.MetaLearning ALGORITHM_1 = recipe(INNER, Meta.defaults());

    @TempDir
    private static Path data;
    @TempDir
    private Path folder;

    @BeforeAll
    static void generate() throws IOException {
        SyntheticCorpus.writeTo(data, List.of("en", "es"), new SyntheticCorpus.Sizes(40, 20, 5), 1);
    }

    private static Recipe.MetaLearning recipe(InnerLoop inner, Meta meta) {
        return recipe(inner, Heads.Policy.PER_LANGUAGE, Sampling.defaults(), meta);
    }

    private static Recipe.MetaLearning recipe(InnerLoop inner, Heads.Policy heads, Sampling sampling, Meta meta) {
        return new Recipe.MetaLearning(inner, new Episode.Shape(2, 4, 4), heads, sampling, meta);
    }

    /** What differs from case to case. */
    private record Case(Recipe recipe, PeftMethod method, Optional<PrimeConfig.Convergence> convergence, Dropout dropout,
            boolean recordEpisodes, Optional<Integer> microBatch) {
        Case(Recipe recipe) {
            this(recipe, new TopAdapter(8, Activation.RELU, true, Initialisation.ZERO_UP),
                    Optional.empty(), Dropout.OFF, false, Optional.empty());
        }

        Case watched(int every, boolean keepBest) {
            PrimeConfig.Convergence looks = new PrimeConfig.Convergence(every, 2, keepBest);
            return new Case(recipe, method, Optional.of(looks), dropout, recordEpisodes, microBatch);
        }

        Case dropping() {
            return new Case(recipe, method, convergence, Dropout.ON, recordEpisodes, microBatch);
        }

        Case with(PeftMethod other) {
            return new Case(recipe, other, convergence, dropout, recordEpisodes, microBatch);
        }

        Case recorded() {
            return new Case(recipe, method, convergence, dropout, true, microBatch);
        }

        Case inPartsOf(int sentences) {
            return new Case(recipe, method, convergence, dropout, recordEpisodes, Optional.of(sentences));
        }

        PrimeConfig config(Path out) {
            DataConfig read = DataConfig.of(data);
            DataConfig shorter = new DataConfig(data, read.annotation(), 64, read.longSentences(), Optional.empty());
            return new PrimeConfig(ENCODER, List.of(new SourceSet(shorter, List.of("en", "es"))), out, method, recipe,
                    new Outer(1e-3, 0.1, CONSTANTS), Length.ofSteps(STEPS), convergence, dropout, 3, recordEpisodes, microBatch);
        }
    }

    private void assertExact(Case one) throws IOException {
        Resumption.assertExact(folder, "priming",
                (out, listener, pace) -> new PrimeRun(one.config(out), ENGINE, listener, pace).run());
    }

    @Test
    void algorithm1WithAHeadPerLanguage() throws IOException {
        assertExact(new Case(ALGORITHM_1));
    }

    @Test
    void aSharedHeadAndSourcesByChance() throws IOException {
        assertExact(new Case(recipe(INNER, Heads.Policy.SHARED, new Sampling(Draw.UNIFORM, Optional.empty()), Meta.defaults())));
    }

    @Test
    void supportSetsOfShots() throws IOException {
        assertExact(new Case(recipe(INNER, Heads.Policy.PER_LANGUAGE, new Sampling(Draw.TURNS, Optional.of(1)), Meta.defaults())));
    }

    @Test
    void theMamlLoop() throws IOException {
        assertExact(new Case(recipe(new InnerLoop(2, InnerLoop.Kind.MAML, InnerRates.all(1e-2)), Meta.defaults())));
    }

    @Test
    void theExactMetaGradient() throws IOException {
        assertExact(new Case(recipe(INNER, new Meta(Estimator.EXACT, Optional.empty()))).inPartsOf(3));
    }

    @Test
    void reptile() throws IOException {
        assertExact(new Case(recipe(INNER, new Meta(Estimator.REPTILE, Optional.empty()))));
    }

    @Test
    void learnedInnerRates() throws IOException {
        assertExact(new Case(recipe(INNER, new Meta(Estimator.FIRST_ORDER, Optional.of(0.05)))));
        assertThat(Files.readString(folder.resolve("resumed/run/inner_rates.json"))).as("they have moved").doesNotContain(": 0.1,");
    }

    @Test
    void innerAdamWOnFreshBatches() throws IOException {
        InnerLoop inner = new InnerLoop(2, InnerLoop.Kind.PEFT, InnerRates.all(1e-2), new InnerAdamW(CONSTANTS), true);
        assertExact(new Case(recipe(inner, Meta.defaults())));
    }

    @Test
    void droppingAtRandomWhileTheBestIsKept() throws IOException {
        assertExact(new Case(ALGORITHM_1).dropping().watched(3, true));
    }

    @Test
    void lorasOwnDropout() throws IOException {
        Lora plain = Lora.defaults();
        assertExact(new Case(ALGORITHM_1).with(new Lora(2, 4, 0.2, false, plain.targets(), plain.layers())).watched(2, false));
    }

    @Test
    void aRunThatEndedBetweenItsLastCheckpointAndItsResult() throws IOException {
        for (boolean keepBest : List.of(false, true)) {
            Case one = new Case(ALGORITHM_1).watched(3, keepBest);
            Resumption.assertExactFromTheLastStep(folder.resolve("keep-best-" + keepBest), STEPS,
                    (out, listener, pace) -> new PrimeRun(one.config(out), ENGINE, listener, pace).run());
        }
    }

    @Test
    void recordedEpisodes() throws IOException {
        assertExact(new Case(ALGORITHM_1).recorded());
    }

    @Test
    void plainFineTuning() throws IOException {
        assertExact(new Case(new Recipe.PlainFineTuning(8)).dropping().inPartsOf(3));
    }

    @Test
    void plainFineTuningThatKeepsTheBest() throws IOException {
        assertExact(new Case(new Recipe.PlainFineTuning(8)).watched(3, true));
    }
}
