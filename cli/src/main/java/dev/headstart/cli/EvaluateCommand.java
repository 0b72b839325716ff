package dev.headstart.cli;

import dev.headstart.data.Sentence;
import dev.headstart.data.Split;
import dev.headstart.eval.ScoringMode;
import dev.headstart.hub.Hub;
import dev.headstart.io.AtomicFile;
import dev.headstart.io.DiskException;
import dev.headstart.run.Evaluation;
import dev.headstart.run.TunedFolder;
import dev.headstart.torch.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code evaluate}. */
@Command(name = "evaluate", sortOptions = false, abbreviateSynopsis = true,
        description = "Score a fine-tuned model on a language; on another one than its own, zero-shot.")
final class EvaluateCommand implements Runnable {
    @Option(names = "--model", required = true, paramLabel = "DIR|NAME",
            description = "What 'headstart finetune' wrote: a folder, or its name on the Hugging Face hub.")
    private String model;
    @Option(names = "--encoder", paramLabel = "DIR|NAME", description = "Its encoder, if it has been moved since.")
    private Optional<String> encoder;
    @Option(names = "--language", required = true, paramLabel = "LANG", description = "The language to test on.")
    private String language;
    @Option(names = "--split", paramLabel = "SPLIT", defaultValue = "test",
            description = "train, dev or test (default: ${DEFAULT-VALUE}).")
    private Split split;
    @Option(names = "--mode", paramLabel = "MODE", defaultValue = "default",
            description = "For spans: how odd predictions are read: default as conlleval does, strict by the rules of IOB2 "
                    + "(default: ${DEFAULT-VALUE}).")
    private ScoringMode mode;
    @Option(names = "--predictions", paramLabel = "FILE",
            description = "Also write word, gold tag and predicted tag, one word a line; or text, right label and predicted label.")
    private Optional<Path> predictions;
    @Mixin
    private TestDataOptions data;
    @Mixin
    private CacheOptions cache;
    @Mixin
    private EngineOptions engine;
    @Mixin
    private JsonOption output;
    @Mixin
    private CommonOptions common;
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        predictions.ifPresent(EvaluateCommand::requireFolder);
        Hub hub = output.hub();
        try (PointerScope scope = new PointerScope(); TunedFolder folder = open(hub)) {
            Evaluation evaluation = Evaluation.of(folder, data.config(hub, folder.task(), language), language, split,
                    ScoreCommand.scorer(folder.task(), mode));
            predictions.ifPresent(file -> write(file, evaluation));
            EvaluationReport report = new EvaluationReport(evaluation);
            output.print(report.json(), report.text());
        }
    }

    private TunedFolder open(Hub hub) {
        Path folder = hub.model(model);
        Optional<Path> elsewhere = encoder.map(hub::model);
        Engine started = engine.start();
        return TunedFolder.open(folder, elsewhere, started, cache.config().open(new ShownRun(output, spec.commandLine().getErr())));
    }

    private static void requireFolder(Path file) {
        if (!Files.isDirectory(file.toAbsolutePath().getParent())) {
            throw new IllegalArgumentException("--predictions " + file + ": there is no such folder. Make it first.");
        }
    }

    private static void write(Path file, Evaluation evaluation) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < evaluation.predicted().size(); i++) {
            Sentence sentence = evaluation.corpus().sentences().get(i);
            List<String> predicted = evaluation.predicted().get(i);
            for (int label = 0; label < predicted.size(); label++) {
                lines.append(sentence.label().isPresent() ? sentence.text() : sentence.words().get(label)).append('\t')
                        .append(sentence.labels().get(label)).append('\t').append(predicted.get(label)).append('\n');
            }
            lines.append('\n');
        }
        try {
            AtomicFile.writeString(file, lines.toString());
        } catch (IOException e) {
            throw new DiskException("Cannot write", file, e);
        }
    }
}
