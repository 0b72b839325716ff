package dev.headstart.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.io.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Interrupts a run twice between two checkpoints, continues it, and holds what is left against an uninterrupted run. */
final class Resumption {
    private static final Checkpointing EVERY_SECOND_STEP = Checkpointing.everySteps(2);
    private static final int FIRST_STOP = 5;
    private static final int SECOND_STOP = 7;

    /** Runs to {@code out}. */
    @FunctionalInterface
    interface Run {
        Object to(Path out, RunListener listener, Checkpointing pace);
    }

    private Resumption() {}

    /** @param task name of the task whose steps are those of training */
    static void assertExact(Path folder, String task, Run run) throws IOException {
        Path whole = folder.resolve("whole/run");     // of one name, which the model card has
        Path resumed = folder.resolve("resumed/run");
        run.to(whole, RunListener.SILENT, Checkpointing.off());
        assertThatThrownBy(() -> run.to(resumed, new Interrupted(task, FIRST_STOP), EVERY_SECOND_STEP))
                .isInstanceOf(Interrupted.Interruption.class);
        Interrupted second = new Interrupted(task, SECOND_STOP);
        assertThatThrownBy(() -> run.to(resumed, second, EVERY_SECOND_STEP)).isInstanceOf(Interrupted.Interruption.class);
        assertThat(second.heard()).anyMatch(line -> line.startsWith("Continuing at step " + FIRST_STOP + " of "));
        Interrupted last = Interrupted.never();
        run.to(resumed, last, EVERY_SECOND_STEP);
        assertThat(last.heard()).anyMatch(line -> line.startsWith("Continuing at step " + SECOND_STOP + " of "));
        assertEqual(resumed, whole);
        assertThat(RunDirectoryTest.entries(resumed.getParent())).as("hidden files").noneMatch(name -> name.startsWith("."));
    }

    /** The same where nothing but the result is missing. @param steps of the whole run */
    static void assertExactFromTheLastStep(Path folder, int steps, Run run) throws IOException {
        Path whole = folder.resolve("whole/run");
        Path resumed = folder.resolve("resumed/run");
        run.to(whole, RunListener.SILENT, Checkpointing.off());
        assertThatThrownBy(() -> run.to(resumed, new StoppedByCheckpoint(steps), Checkpointing.everySteps(steps)))
                .isInstanceOf(Interrupted.Interruption.class);
        run.to(resumed, RunListener.SILENT, Checkpointing.off());
        assertEqual(resumed, whole);
    }

    /** Fails when it hears of that checkpoint. */
    private record StoppedByCheckpoint(int step) implements RunListener {
        @Override
        public void say(String line) {
            if (line.startsWith("Checkpoint at step " + step + ",")) {
                throw new Interrupted.Interruption();
            }
        }

        @Override
        public Task begin(String name, long total) {
            return (done, message) -> { };
        }
    }

    private static void assertEqual(Path resumed, Path whole) throws IOException {
        Map<String, byte[]> expected = files(whole);
        Map<String, byte[]> found = files(resumed);
        assertThat(found.keySet()).isEqualTo(expected.keySet()).contains("metrics.jsonl");
        expected.forEach((name, bytes) -> assertThat(found.get(name)).as(name).isEqualTo(bytes));
        assertThat(Events.read(Events.in(resumed))).isNotEmpty().isEqualTo(Events.read(Events.in(whole)));
        assertThat(result(resumed)).isEqualTo(result(whole));
    }

    /** @return all that does not say where and when it was made */
    private static Map<String, byte[]> files(Path run) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(run)) {
            List<Path> found = all.filter(Files::isRegularFile).filter(file -> !file.getFileName().toString().startsWith("events."))
                    .sorted(Comparator.naturalOrder()).toList();
            for (Path file : found) {
                files.put(run.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        assertThat(files.remove("run.json")).isNotNull();
        return files;
    }

    private static JsonNode result(Path run) {
        try {
            ObjectNode result = (ObjectNode) JsonText.parse(Files.readString(run.resolve("run.json"))).get("result");
            return result.without("wall_seconds");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
