package dev.headstart.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.io.DiskException;
import dev.headstart.io.MalformedFileException;
import dev.headstart.model.Parameters;
import dev.headstart.optim.State;
import dev.headstart.synthetic.SyntheticCorpus;
import dev.headstart.testing.TinyModel;
import dev.headstart.torch.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lies beside a run that was interrupted at step 5 of 8, and what becomes of it. */
class CheckpointTest {
    private static final Path ENCODER = Path.of("src/test/resources/golden/family/electra");
    private static final Engine ENGINE = TinyModel.engine();
    private static final Checkpointing PACE = Checkpointing.everySteps(2);

    @TempDir
    private static Path data;
    @TempDir
    private Path folder;
    private Path out;
    private Path checkpoint;

    @BeforeAll
    static void generate() throws IOException {
        SyntheticCorpus.writeTo(data, List.of("nl"), new SyntheticCorpus.Sizes(64, 12, 5), 1);
    }

    @BeforeEach
    void interrupt() {
        out = folder.resolve("run");
        checkpoint = folder.resolve(".run.checkpoint/4");
        assertThatThrownBy(() -> run(out, 3, new Interrupted("nl", 5), PACE)).isInstanceOf(Interrupted.Interruption.class);
    }

    private static FineTuneRun.Result run(Path out, long seed, RunListener listener, Checkpointing pace) {
        FineTuneConfig usual = FineTuneConfig.defaults(ENCODER, data, "nl", out);
        DataConfig read = usual.data();
        FineTuneConfig config = new FineTuneConfig(ENCODER,
                new DataConfig(data, read.annotation(), 64, read.longSentences(), read.limit()), "nl", Optional.empty(), out, usual.tuning(), usual.method(),
                false, usual.outer(), Length.ofSteps(8), 8, usual.microBatch(), usual.selection(), usual.dropout(), seed, usual.cache());
        return new FineTuneRun(config, ENGINE, listener, pace).run();
    }

    private List<String> saidBy(Checkpointing pace) {
        Interrupted listener = Interrupted.never();
        run(out, 3, listener, pace);
        return listener.heard();
    }

    @Test
    void onlyTheLastCheckpointIsThere() throws IOException {
        assertThat(RunDirectoryTest.entries(folder)).containsExactly(".run.checkpoint");
        assertThat(RunDirectoryTest.entries(checkpoint.getParent())).containsExactly("4");
        assertThat(RunDirectoryTest.entries(checkpoint)).containsExactlyInAnyOrder("state.safetensors", "checkpoint.json", "metrics.jsonl");
        assertThat(checkpoint.resolve("metrics.jsonl")).content().hasLineCount(4);
    }

    @Test
    void otherSettingsAreRefusedByName() {
        assertThatIllegalArgumentException().isThrownBy(() -> run(out, 4, RunListener.SILENT, PACE)).withMessage(
                "An interrupted run to " + out + " left a checkpoint at step 4, but with other settings: seed is 3 there and 4 here. "
                + "Give the same to continue it, or discard it with --fresh.");
        assertThat(checkpoint).as("still there").isDirectory();
    }

    @Test
    void freshDiscardsIt() throws IOException {
        run(out, 4, RunListener.SILENT, PACE.fromTheStart());
        run(folder.resolve("whole"), 4, RunListener.SILENT, Checkpointing.off());
        assertThat(out.resolve("head.safetensors")).hasSameBinaryContentAs(folder.resolve("whole/head.safetensors"));
        assertThat(RunDirectoryTest.entries(folder)).containsExactlyInAnyOrder("run", "whole");
    }

    @Test
    void aRunThatLeavesNoneGoesOnFromItAsWell() throws IOException {
        assertThat(saidBy(Checkpointing.off())).anyMatch(line -> line.startsWith("Continuing at step 5 of 8, after "))
                .noneMatch(line -> line.startsWith("Checkpoint"));
        assertThat(RunDirectoryTest.entries(folder)).containsExactly("run");
    }

    @Test
    void theTimeSpentBeforeCounts() throws IOException {
        Path card = checkpoint.resolve("checkpoint.json");
        Files.writeString(card, Files.readString(card).replaceFirst("\"seconds\" : [0-9.E-]+", "\"seconds\" : 7200.0"));
        assertThat(run(out, 3, RunListener.SILENT, PACE).wallSeconds()).isGreaterThan(7200);
    }

    @Test
    void whatAKilledProcessLeftHalfWrittenIsPassedOverAndGoesWithTheNext() throws IOException {
        Path half = Files.createDirectory(checkpoint.resolveSibling(".6.partial-1"));
        Files.writeString(half.resolve("state.safetensors"), "torn");
        assertThatThrownBy(() -> run(out, 3, new Interrupted("nl", 7), PACE)).isInstanceOf(Interrupted.Interruption.class);
        assertThat(RunDirectoryTest.entries(checkpoint.getParent())).containsExactly("6");
    }

    @ParameterizedTest
    @CsvSource({"state.safetensors, bytes", "checkpoint.json, it is not what Headstart wrote", "metrics.jsonl, Cannot continue"})
    void aTornFileIsNamedAndSaidWhatToDoAbout(String name, String why) throws IOException {
        Path file = checkpoint.resolve(name);
        byte[] whole = Files.readAllBytes(file);
        if (name.equals("metrics.jsonl")) {
            Files.delete(file);
            assertThatThrownBy(() -> run(out, 3, RunListener.SILENT, PACE)).isInstanceOf(DiskException.class)
                    .hasMessageContaining(why).hasMessageContaining(file.toString());
        } else {
            Files.write(file, Arrays.copyOf(whole, whole.length - 100));
            assertThatThrownBy(() -> run(out, 3, RunListener.SILENT, PACE)).isInstanceOf(MalformedFileException.class)
                    .hasMessageContaining(file.toString()).hasMessageContaining(why)
                    .hasMessageEndingWith("Discard it with --fresh, or delete the folder.");
        }
        assertThat(out).doesNotExist();
    }

    @Test
    void aCheckpointThatCannotBeWrittenLeavesTheOneBefore() throws IOException {
        CheckpointFolder all = CheckpointFolder.beside(out);
        CheckpointFolder.Card card = new CheckpointFolder.Card(6, 1, Map.of(), new TreeMap<>());
        assertThatThrownBy(() -> all.write(card, State.of(Parameters.NONE), Map.of("log", folder.resolve("absent"))))
                .isInstanceOf(DiskException.class).hasMessageContaining("Cannot write a checkpoint to " + all.path());
        assertThat(all.newest()).hasValueSatisfying(saved -> assertThat(saved.card().step()).isEqualTo(4));
    }

    @Test
    void timeOrStepsBringCheckpoints() {
        assertThat(Checkpointing.every(Duration.ofSeconds(2)).isDue(7, 1_999_999_999L)).isFalse();
        assertThat(Checkpointing.every(Duration.ofSeconds(2)).isDue(7, 2_000_000_000L)).isTrue();
        assertThat(PACE.isDue(3, Long.MAX_VALUE)).isFalse();
        assertThat(PACE.isDue(4, 0)).isTrue();
        assertThat(Checkpointing.off().isDue(4, Long.MAX_VALUE)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Checkpointing.every(Duration.ZERO))
                .withMessage("Checkpoints come every PT0S; it must be above 0. To have none, turn them off.");
    }

    @Test
    void settingsAreComparedAsAWhole() {
        Settings here = Settings.of(Map.of("outer", Map.of("rate", 0.1), "languages", List.of("en", "es"), "cache", "x"),
                Set.of("cache"));
        assertThat(here.byName()).isEqualTo(Map.of("outer.rate", "0.1", "languages.1", "en", "languages.2", "es"));
        Settings there = Settings.of(Map.of("outer", Map.of("rate", 0.2), "languages", List.of("en")), Set.of());
        assertThat(here.differencesHereFrom(there)).isEqualTo(
                "languages.2 is absent there and es here, outer.rate is 0.2 there and 0.1 here");
        assertThat(here.differencesHereFrom(here)).isEmpty();
    }
}
