package dev.headstart.examples;

import dev.headstart.data.Split;
import dev.headstart.optim.AdamW;
import dev.headstart.run.DataConfig;
import dev.headstart.run.Evaluation;
import dev.headstart.run.FineTuneConfig;
import dev.headstart.run.FineTuneRun;
import dev.headstart.run.Length;
import dev.headstart.run.Outer;
import dev.headstart.run.RunListener;
import dev.headstart.run.TunedFolder;
import dev.headstart.task.Sentences;
import dev.headstart.torch.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.PointerScope;

/** Learns a task of one's own, here what a sentence wants, from tables of texts and labels. */
public final class OwnTask {
    private static final List<String> ROWS = List.of("Where is the %s?,question", "Bring me the %s.,order", "I saw an old %s.,statement");
    private static final List<String> THINGS = 
            List.of("table", "garden", "house", "book", "river", "train", "letter", "song", "map", "door");

    private OwnTask() {}

    /** Arguments: an encoder's folder, e.g. models/mini, a folder to make, and a text to judge. */
    public static void main(String[] arguments) throws IOException {
        System.out.println(run(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2]));
    }

    /** @return accuracy on test, and what the model makes of {@code text}: label, probability, text */
    static String run(Path encoder, Path out, String text) throws IOException {
        Path english = Files.createDirectories(out.resolve("data/en"));
        Files.writeString(english.resolve("train.csv"), table(THINGS.subList(0, 6)));
        Files.writeString(english.resolve("dev.csv"), table(THINGS.subList(6, 8)));
        Files.writeString(english.resolve("test.csv"), table(THINGS.subList(8, 10)));

        Engine engine = Engine.start();
        var data = DataConfig.of(out.resolve("data"), new Sentences());
        var tuning = FineTuneConfig.defaults(encoder, data, "en", out.resolve("model"))
                .with(new Outer(1e-2, 0, AdamW.Constants.defaults()), Length.ofEpochs(20));
        new FineTuneRun(tuning, engine, RunListener.SILENT).run();

        try (var scope = new PointerScope(); var model = TunedFolder.open(tuning.out(), Optional.empty(), engine)) {
            double accuracy = Evaluation.of(model, data, "en", Split.TEST, model.task().scorer()).scores().main();
            return "accuracy " + accuracy + "\n" + model.show(List.of(model.task().words(text))).get(0).text(false);
        }
    }

    private static String table(List<String> things) {
        return "text,label\n" + things.stream().flatMap(thing -> ROWS.stream().map(row -> row.formatted(thing)))
                .collect(Collectors.joining("\n"));
    }
}
