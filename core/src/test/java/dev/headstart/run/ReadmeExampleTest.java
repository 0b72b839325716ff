package dev.headstart.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.data.Split;
import dev.headstart.synthetic.SyntheticCorpus;
import dev.headstart.torch.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the Java example of README.md: it compiles, it runs, and it stands there letter by letter. */
class ReadmeExampleTest {
    private static final Path SOURCE = Path.of("src", "test", "java", "dev", "headstart", "run", "ReadmeExampleTest.java");

    private static double example(Path encoder, Path data, Path out) {
        // begin of the example
        Engine engine = Engine.start();
        var prime = PrimeConfig.defaults(encoder, data, List.of("en", "es"), out.resolve("primed"));
        new PrimeRun(prime, engine, RunListener.SILENT).run();
        var tune = FineTuneConfig.defaults(out.resolve("primed"), data, "nl", out.resolve("nl"));
        new FineTuneRun(tune, engine, RunListener.SILENT).run();
        try (var scope = new PointerScope(); var model = TunedFolder.open(out.resolve("nl"), Optional.empty(), engine)) {
            var test = Evaluation.of(model, tune.data(), "nl", Split.TEST, model.task().scorer());
            return test.scores().main();
        }
        // end of the example
    }

    @Test
    void exampleRuns(@TempDir Path folder) throws IOException {
        SyntheticCorpus.writeTo(folder.resolve("data"), List.of("en", "es", "nl"), new SyntheticCorpus.Sizes(80, 20, 40), 1);
        double f1 = example(Path.of("..", "models", "mini"), folder.resolve("data"), folder.resolve("out"));
        assertThat(f1).isBetween(0.0, 1.0);
        assertThat(folder.resolve("out/nl/run.json")).exists();
    }

    @Test
    void exampleStandsInTheReadme() throws IOException {
        String source = Files.readString(SOURCE);
        String example = source.substring(source.indexOf("// begin of the example") + "// begin of the example\n".length(),
                source.indexOf("\n        // end of the example")).stripIndent();
        assertThat(Files.readString(Path.of("..", "README.md"))).contains("```java\n" + example + "\n```");
    }
}
