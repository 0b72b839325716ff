package dev.headstart.examples;

import dev.headstart.data.Split;
import dev.headstart.optim.AdamW;
import dev.headstart.run.Evaluation;
import dev.headstart.run.FineTuneConfig;
import dev.headstart.run.FineTuneRun;
import dev.headstart.run.Length;
import dev.headstart.run.Outer;
import dev.headstart.run.PrimeConfig;
import dev.headstart.run.PrimeRun;
import dev.headstart.run.RunListener;
import dev.headstart.run.TunedFolder;
import dev.headstart.synthetic.SyntheticCorpus;
import dev.headstart.torch.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;

/** Primes an encoder on English and Spanish, tunes an adapter for Dutch, and prints its F1. The sentences are generated. */
public final class PrimeAndTune {
    private PrimeAndTune() {}

    /** Arguments: an encoder's folder, e.g. models/mini, and a folder to make. */
    public static void main(String[] arguments) throws IOException {
        double f1 = run(Path.of(arguments[0]), Path.of(arguments[1]), new SyntheticCorpus.Sizes(500, 50, 200));
        System.out.printf("Dutch: %.1f F1%n", 100 * f1);
    }

    /** @return entity-level F1 on the Dutch test sentences, in [0, 1] */
    static double run(Path encoder, Path out, SyntheticCorpus.Sizes sizes) throws IOException {
        Path data = out.resolve("data");
        SyntheticCorpus.writeTo(data, List.of("en", "es", "nl"), sizes, 1);
        Engine engine = Engine.start();

        var priming = PrimeConfig.defaults(encoder, data, List.of("en", "es"), out.resolve("primed"))
                .with(new Outer(5e-4, 0.1, AdamW.Constants.defaults()), Length.ofEpochs(4));
        new PrimeRun(priming, engine, RunListener.SILENT).run();

        var tuning = FineTuneConfig.defaults(out.resolve("primed"), data, "nl", out.resolve("nl"));
        new FineTuneRun(tuning, engine, RunListener.SILENT).run();

        try (var scope = new PointerScope(); var model = TunedFolder.open(out.resolve("nl"), Optional.empty(), engine)) {
            return Evaluation.of(model, tuning.data(), "nl", Split.TEST, model.task().scorer()).scores().main();
        }
    }
}
