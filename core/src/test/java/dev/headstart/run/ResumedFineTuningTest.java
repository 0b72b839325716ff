package dev.headstart.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.model.Dropout;
import dev.headstart.optim.AdamW;
import dev.headstart.peft.Lora;
import dev.headstart.peft.PeftMethod;
import dev.headstart.peft.Tuning;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An interrupted fine-tuning run ends in the same bits as an uninterrupted one, whatever is tuned. */
class ResumedFineTuningTest {
    private static final Path ENCODER = Path.of("src/test/resources/golden/family/electra");
    private static final Engine ENGINE = TinyModel.engine();
    private static final FineTuneConfig.Selection BEST = new FineTuneConfig.Selection(true, Optional.empty());
    private static final FineTuneConfig.Selection LAST = new FineTuneConfig.Selection(false, Optional.empty());
    /** So little that the score on dev never changes. */
    private static final double STANDSTILL = 1e-12;

    @TempDir
    private static Path data;
    @TempDir
    private Path folder;

    /** 24 sentences: three steps of eight an epoch. */
    @BeforeAll
    static void generate() throws IOException {
        SyntheticCorpus.writeTo(data, List.of("nl"), new SyntheticCorpus.Sizes(24, 12, 5), 1);
    }

    /** What differs from case to case. */
    private record Case(Tuning tuning, Optional<PeftMethod> method, double rate, Optional<Integer> microBatch,
            FineTuneConfig.Selection selection, Dropout dropout, CacheConfig cache) {
        Case(Tuning tuning, FineTuneConfig.Selection selection) {
            this(tuning, Optional.empty(), 1e-2, Optional.empty(), selection, Dropout.OFF, CacheConfig.off());
        }

        FineTuneConfig config(Path out) {
            DataConfig read = DataConfig.of(data);
            DataConfig shorter = new DataConfig(data, read.annotation(), 64, read.longSentences(), Optional.empty());
            return new FineTuneConfig(ENCODER, shorter, "nl", Optional.empty(), out, tuning, method, false, new Outer(rate, 0.1, AdamW.Constants.defaults()),
                    Length.ofEpochs(4), 8, microBatch, selection, dropout, 3, cache);
        }
    }

    private void assertExact(Case one) throws IOException {
        Resumption.assertExact(folder, "nl", (out, listener, pace) -> new FineTuneRun(one.config(out), ENGINE, listener, pace).run());
    }

    @ParameterizedTest
    @EnumSource(Tuning.class)
    void anyKindOfTuningThatKeepsTheBest(Tuning tuning) throws IOException {
        assertExact(new Case(tuning, BEST));
    }

    @ParameterizedTest
    @EnumSource(Tuning.class)
    void anyKindOfTuningThatKeepsTheLast(Tuning tuning) throws IOException {
        assertExact(new Case(tuning, LAST));
    }

    @Test
    void patienceRunsOutWhenItWouldHave() throws IOException {
        assertExact(new Case(Tuning.ADAPTER, Optional.empty(), STANDSTILL, Optional.empty(),
                new FineTuneConfig.Selection(true, Optional.of(2)), Dropout.OFF, CacheConfig.off()));
        assertThat(Files.readString(folder.resolve("resumed/run/run.json"))).contains("\"steps\" : 9,").contains("\"kept_step\" : 3,");
    }

    @Test
    void batchesInParts() throws IOException {
        assertExact(new Case(Tuning.FULL, Optional.empty(), 1e-3, Optional.of(3), BEST, Dropout.OFF, CacheConfig.off()));
    }

    @Test
    void cachedFeatures() throws IOException {
        assertExact(new Case(Tuning.ADAPTER, Optional.empty(), 1e-2, Optional.empty(), BEST, Dropout.OFF,
                CacheConfig.in(folder.resolve("cache"))));
    }

    @Test
    void droppingAtRandom() throws IOException {
        Lora plain = Lora.defaults();
        assertExact(new Case(Tuning.ADAPTER, Optional.of(new Lora(2, 4, 0.2, false, plain.targets(), plain.layers())), 1e-2,
                Optional.empty(), BEST, Dropout.ON, CacheConfig.off()));
    }
}
