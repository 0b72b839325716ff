package dev.headstart.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.data.Split;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandLinesTest {
    private static final Job.Ground GROUND = new Job.Ground("/secret/mini", "/secret/data", "fp32", Map.of("task", "tokens"), List.of("en", "es"));
    private static final Job.Prime PRIME = new Job.Prime(GROUND, "m", Map.of("by", "maml", "fresh-batches", "true", "keep-best", "false"), 3);

    @Test
    void aJobIsACommandWithTheExperimentsLanguagesOptionsAndSeed() {
        assertThat(new CommandLines(Path.of("out")).of(PRIME)).containsExactly("--model", "/secret/mini", "--data", "/secret/data",
                "--languages", "en,es", "--task=tokens", "--by=maml", "--fresh-batches", "--seed", "3", "--out", "out/" + PRIME.folder());
    }

    @Test
    void whatIsShownNamesNoPlaceOfThisMachineAndCanBePastedIntoAShell() {
        Job.Tune tune = new Job.Tune(GROUND, Optional.of(PRIME), "t", Map.of("method", "lora:rank=8 x"), "hi", 3);
        Job.Test test = new Job.Test(GROUND, Optional.of(PRIME), new Strategy("t", Map.of()), List.of(), "hi", Split.TEST, 3);
        List<String> shown = CommandLines.shown(test, tune);
        assertThat(shown).hasSize(3).noneMatch(line -> line.contains("secret"));
        assertThat(shown.get(1)).startsWith("headstart finetune --model OUT/primed/maml-").contains(" --data DATA ", "'--method=lora:rank=8 x'");
        assertThat(shown.get(2)).startsWith("headstart evaluate --model OUT/tuned/hi-adapter-").endsWith("--language hi --split test --precision fp32");
    }
}
