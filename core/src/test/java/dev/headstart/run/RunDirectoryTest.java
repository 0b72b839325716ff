package dev.headstart.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.io.DiskException;
import dev.headstart.testing.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
    private static final Path FULL_DEVICE = Path.of("/dev/full");

    private record Result(double f1, List<String> types, Path encoder) {}

    @TempDir
    private Path folder;

    @Test
    void aCompletedRunIsAtItsTargetAndNothingElseIsLeft() throws IOException {
        Path finished;
        try (RunDirectory run = RunDirectory.create(folder.resolve("deep/run"))) {
            run.writeJson("run.json", new Result(0.5, List.of("PER", "LOC"), Path.of("models/mini")));
            JsonLines metrics = run.lines("logs/metrics.jsonl");
            metrics.append(Map.of("step", 1));
            metrics.append(Map.of("step", 2));
            finished = run.complete();
        }
        assertThat(finished).isEqualTo(folder.resolve("deep/run"));
        assertThat(finished.resolve("logs/metrics.jsonl")).hasContent("{\"step\":1}\n{\"step\":2}\n");
        assertThat(finished.resolve("run.json")).content().startsWith("{\n  \"f1\" : 0.5,\n  \"types\" : [")
                .contains("\"encoder\" : \"" + Path.of("models/mini") + "\"").endsWith("}\n");
        assertThat(entries(folder.resolve("deep"))).containsExactly("run");
    }

    @Test
    void theTargetIsAbsentUntilTheRunIsComplete() throws IOException {
        try (RunDirectory run = RunDirectory.create(folder.resolve("run"))) {
            run.writeJson("run.json", Map.of());
            assertThat(folder.resolve("run")).doesNotExist();
            assertThat(run.path("run.json")).exists();
        }
        assertThat(entries(folder)).isEmpty();
    }

    @Test
    void linesCanBeReadWhileTheFileGrows() {
        try (RunDirectory run = RunDirectory.create(folder.resolve("run"))) {
            run.lines("trace.jsonl").append(Map.of("loss", 0.25));
            assertThat(run.path("trace.jsonl")).hasContent("{\"loss\":0.25}\n");
        }
    }

    @Test
    void anEmptyFolderIsReplaced() throws IOException {
        Path target = Files.createDirectory(folder.resolve("run"));
        try (RunDirectory run = RunDirectory.create(target)) {
            run.writeJson("run.json", Map.of());
            run.complete();
        }
        assertThat(entries(target)).containsExactly("run.json");
    }

    @Test
    void anOccupiedFolderIsRefusedAndLeftAlone() throws IOException {
        Path target = Files.createDirectory(folder.resolve("run"));
        Files.writeString(target.resolve("precious.txt"), "mine");
        assertThatIllegalArgumentException().isThrownBy(() -> RunDirectory.create(target)).withMessage("The folder "
                + target + " is not empty; nothing is ever overwritten. Choose another --out or remove it.");
        assertThat(target.resolve("precious.txt")).hasContent("mine");
        assertThat(entries(folder)).containsExactly("run");
    }

    @Test
    void aFileAtTheTargetIsRefused() throws IOException {
        Path target = Files.writeString(folder.resolve("run"), "mine");
        assertThatIllegalArgumentException().isThrownBy(() -> RunDirectory.create(target))
                .withMessageStartingWith("There is a file at " + target)
                .withMessageEndingWith("Choose another --out or remove it.");
    }

    @Test
    void whatAKilledRunLeftIsNoResultAndGoesWithTheNext() throws IOException {
        String own = ".run.partial-" + ProcessHandle.current().pid();
        for (String left : List.of(own, own + "-2", ".run.partial-1")) {
            Files.createDirectory(folder.resolve(left));
            Files.writeString(folder.resolve(left).resolve("run.json"), "{}");
        }
        Files.createDirectory(folder.resolve(".run.partial-of-mine"));
        Files.createDirectory(folder.resolve(".run2.partial-1"));
        Files.createFile(folder.resolve(".run.lock"));
        assertThat(folder.resolve("run")).doesNotExist();
        try (RunDirectory run = RunDirectory.create(folder.resolve("run"))) {
            run.writeJson("other.json", Map.of());
            run.complete();
        }
        assertThat(entries(folder.resolve("run"))).containsExactly("other.json");
        assertThat(entries(folder)).containsExactlyInAnyOrder("run", ".run.partial-of-mine", ".run2.partial-1");
    }

    @Test
    void aResultIsKeptWhenTheTargetWasFilledMeanwhile() throws IOException {
        Path kept;
        try (RunDirectory run = RunDirectory.create(folder.resolve("run"))) {
            run.writeJson("run.json", Map.of());
            kept = folder.resolve(run.path(".").getFileName().toString().replace(".partial-", ".result-"));
            Files.createDirectory(folder.resolve("run"));
            Files.writeString(folder.resolve("run/other.txt"), "other");
            assertThatThrownBy(run::complete).isInstanceOf(DiskException.class)
                    .hasMessageContaining("The result is kept in " + kept);
        }
        assertThat(entries(kept)).containsExactly("run.json");
        assertThat(entries(folder.resolve("run"))).containsExactly("other.txt");
    }

    @Test
    void onlyOneRunAtATimeWorksOnATarget() throws IOException {
        try (RunDirectory run = RunDirectory.create(folder.resolve("run"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> RunDirectory.create(folder.resolve("run"))).withMessage(
                    "Another run is working on " + folder.resolve("run") + ": it holds the lock " + folder.resolve(".run.lock")
                    + ". Wait for it, or choose another --out.");
            assertThat(run.path(".")).as("what the first one has").exists();
        }
        RunDirectory.create(folder.resolve("run")).close();
        assertThat(entries(folder)).isEmpty();
    }

    @Test
    void aRunThatWasRefusedTakesNothingFromTheFirst() {
        Path target = folder.resolve("run");
        try (RunDirectory run = RunDirectory.create(target)) {
            assertThatIllegalArgumentException().isThrownBy(() -> RunDirectory.create(target));
            JavaProcess.Result other = JavaProcess.run(List.of(), RunDirectoryTest.class, target.toString());
            assertThat(other.output()).contains("Another run is working on " + target);
            assertThat(run.path(".")).exists();
        }
    }

    /** The other process. */
    public static void main(String[] args) {
        RunDirectory.create(Path.of(args[0])).close();
    }

    @Test
    void namesLeadNowhereElse() {
        try (RunDirectory run = RunDirectory.create(folder.resolve("run"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> run.path("../other"))
                    .withMessageContaining("'../other' is not inside a run directory");
        }
    }

    @Test
    void nothingIsWrittenAfterTheEnd() {
        RunDirectory run = RunDirectory.create(folder.resolve("run"));
        run.close();
        assertThatIllegalStateException().isThrownBy(() -> run.writeJson("run.json", Map.of()))
                .withMessageContaining("closed already");
    }

    @Test
    @EnabledIf(value = "fullDeviceIsThere", disabledReason = "the full disk is imitated by Linux's /dev/full")
    void aFullDiskIsNamedAndLeavesNothing() throws IOException {
        assertThatThrownBy(() -> {
            try (RunDirectory run = RunDirectory.create(folder.resolve("run"))) {
                Files.createSymbolicLink(run.path("metrics.jsonl"), FULL_DEVICE);
                run.lines("metrics.jsonl").append(Map.of("step", 1));
            }
        }).isInstanceOf(DiskException.class).hasMessageMatching(
                "Cannot write .*metrics.jsonl: No space left on device. Free some, or choose another folder.");
        assertThat(entries(folder)).isEmpty();
    }

    static boolean fullDeviceIsThere() {
        return Files.exists(FULL_DEVICE);
    }

    static List<String> entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }
}
