package dev.headstart.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.run.FineTuneConfig;
import dev.headstart.run.FineTuneRun;
import dev.headstart.run.RunListener;
import dev.headstart.synthetic.SyntheticCorpus;
import dev.headstart.torch.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesTest {
    private static final Path MINI = Path.of("..", "models", "mini");
    private static final SyntheticCorpus.Sizes FEW = new SyntheticCorpus.Sizes(80, 20, 40);

    @TempDir
    private Path folder;

    @Test
    void primeAndTuneLearnsDutchToSomeDegree() throws IOException {
        assertThat(PrimeAndTune.run(MINI, folder, FEW)).isGreaterThan(0).isLessThanOrEqualTo(1);
    }

    @Test
    void tagStreamTagsEachLineWithTheModelOfItsLanguage() throws IOException {
        SyntheticCorpus.writeTo(folder, List.of("nl", "hi"), FEW, 1);
        List<String> tagged = new ArrayList<>();
        TagStream.run(MINI, Map.of("nl", tuned("nl"), "hi", tuned("hi")),
                Stream.of("nl\tAnne Frank woonde in Amsterdam .", "hi\tनई दिल्ली भारत की राजधानी है ।", "nl\tDag !"), tagged::add);
        assertThat(tagged).hasSize(3);
        assertThat(tagged.get(0)).contains("Amsterdam");
        assertThat(tagged.get(1)).contains("दिल्ली");
        assertThat(tagged.get(2)).contains("Dag");
    }

    private Path tuned(String language) {
        FineTuneConfig config = FineTuneConfig.defaults(MINI, folder, language, folder.resolve("tuned-" + language));
        new FineTuneRun(config, Engine.start(), RunListener.SILENT).run();
        return config.out();
    }

    @Test
    void ownTaskLearnsItsLabels() throws IOException {
        assertThat(OwnTask.run(MINI, folder, "Where is the bridge?")).startsWith("accuracy 1.0\nquestion\t");
    }

    /** They are to be read. */
    @Test
    void eachIsShorterThanSixtyLines() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/headstart/examples"))) {
            assertThat(files.toList()).allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThan(60));
        }
    }
}
