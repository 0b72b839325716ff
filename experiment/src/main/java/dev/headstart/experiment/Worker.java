package dev.headstart.experiment;

import dev.headstart.data.Corpus;
import dev.headstart.data.Sentence;
import dev.headstart.data.Split;
import dev.headstart.eval.Counts;
import dev.headstart.eval.Scorer;
import dev.headstart.checkpoint.TunedModel;
import dev.headstart.io.AtomicFile;
import dev.headstart.io.DiskException;
import dev.headstart.run.Checkpointing;
import dev.headstart.run.Evaluation;
import dev.headstart.run.FineTuneConfig;
import dev.headstart.run.FineTuneRun;
import dev.headstart.run.ForeignCheckpointException;
import dev.headstart.run.PrimeConfig;
import dev.headstart.run.PrimeRun;
import dev.headstart.run.RunDirectory;
import dev.headstart.run.RunListener;
import dev.headstart.run.TunedFolder;
import dev.headstart.torch.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;

/**
 * Does jobs. Each leaves a whole folder or none.
 *
 * @param folder       of the experiment
 * @param commands     that know what options mean
 * @param engine       where to compute
 * @param pace         of checkpoints, from which a job goes on that was interrupted
 * @param keepEncoders whether the encoders of fully fine-tuned models stay after the test; they are large
 */
record Worker(Path folder, Commands commands, Engine engine, Checkpointing pace, boolean keepEncoders) {
    boolean isDone(Job job) {
        return Files.isDirectory(path(job));
    }

    private Path path(Job job) {
        return folder.resolve(job.folder());
    }

    /** @return whether a tuning that is done still has its encoder, if it has one of its own */
    boolean isWhole(Job.Tune tune) {
        return !TunedModel.readCard(path(tune)).encoderPath().equals(TunedModel.ENCODER)
                || Files.isDirectory(TunedModel.encoderIn(path(tune)));
    }

    /** The encoder of a fully fine-tuned model is large, and after the test it has done its work. */
    void forgetEncoder(Job.Tune tune) {
        if (!keepEncoders) {
            RunDirectory.delete(TunedModel.encoderIn(path(tune)));
            RunDirectory.delete(again(tune));
        }
    }

    /** Where a tuning is made once more that has lost its encoder. It stays where it is for those who read it meanwhile. */
    private Path again(Job.Tune tune) {
        return folder.resolve("again").resolve(tune.folder());
    }

    void run(Job.Prime prime, RunListener listener) {
        PrimeConfig config = commands.prime(new CommandLines(folder).of(prime));
        exactly(listener, checkpoints -> new PrimeRun(config, engine, listener, checkpoints).run());
    }

    void run(Job.Tune tune, RunListener listener) {
        run(tune, path(tune), listener);
    }

    void runAgain(Job.Tune tune, RunListener listener) {
        if (!Files.isDirectory(again(tune))) {
            run(tune, again(tune), listener);
        }
    }

    private void run(Job.Tune tune, Path out, RunListener listener) {
        List<String> arguments = new CommandLines(folder).of(tune, out);
        exactly(listener, checkpoints -> new FineTuneRun(commands.finetune(arguments), engine, listener, checkpoints).run());
    }

    private void exactly(RunListener listener, Consumer<Checkpointing> run) {
        try {
            run.accept(pace);
        } catch (ForeignCheckpointException e) {
            // begun with other threads, on another machine or by another version: exact continuation is out of reach
            listener.say(e.getMessage());
            run.accept(pace.fromTheStart());
        }
    }

    /** @return the tuning that a test is about: with the only point, or with the one that is best on dev, the first of equals */
    static Job.Tune chosen(Job.Test test, List<Cell.Trial> trials) {
        return test.tune(trials.stream().filter(trial -> trial.dev().isPresent())
                .max(Comparator.comparingDouble(trial -> trial.dev().orElseThrow())).map(Cell.Trial::options)
                .orElseGet(() -> test.tuning().points().get(0)));
    }

    /** @return what a choice is made of, once every trial is done or has diverged */
    List<Cell.Trial> trials(Job.Test test) {
        return test.trials().stream()
                .map(trial -> new Cell.Trial(trial.options(), isDone(trial) ? Optional.of(dev(trial)) : Optional.empty())).toList();
    }

    private double dev(Job.Tune trial) {
        return RunCard.of(path(trial)).dev().orElseThrow(() -> new IllegalStateException(trial.label() + " has not looked at dev."));
    }

    /** @param trials from which the tuning was chosen */
    void test(Job.Test test, List<Cell.Trial> trials, RunListener listener) {
        Job.Tune tune = chosen(test, trials);
        FineTuneConfig config = commands.finetune(new CommandLines(folder).of(tune));
        Path tuned = isWhole(tune) ? path(tune) : again(tune);
        Evaluation evaluation = evaluate(tuned, config, test.on(), listener);
        RunDirectory.fill(path(test), directory -> {
            Scorer scorer = config.data().annotation().task().scorer();
            RunCard card = RunCard.of(tuned);
            directory.writeJson(Results.CELL, cell(test, trials, evaluation, card));
            sentences(evaluation, scorer).forEach(directory.lines(Results.SENTENCES)::append);
            copy(tuned.resolve(Results.METRICS), directory.path(Results.METRICS));
            copy(tuned.resolve(RunCard.NAME), directory.path("tuning.json"));
            return card;
        });
    }

    private Evaluation evaluate(Path tuned, FineTuneConfig config, Split on, RunListener listener) {
        try (PointerScope scope = new PointerScope();
                TunedFolder model = TunedFolder.open(tuned, Optional.empty(), engine, config.cache().open(listener))) {
            return Evaluation.of(model, config.data(), config.language(), on, model.task().scorer());
        }
    }

    private Cell cell(Job.Test test, List<Cell.Trial> trials, Evaluation evaluation, RunCard card) {
        Job.Tune tune = chosen(test, trials);
        return new Cell(test.target(), test.seed(), test.from().map(Job.Prime::options).orElse(Map.of()), tune.options(), trials,
                evaluation.scores().mainFigure(), evaluation.scores().figures(),
                evaluation.unseen().map(unseen -> new Cell.Unseen(unseen.sentences(), unseen.scores().figures())),
                evaluation.scores().sentences(), card.dev(), card.trainable(), card.parameters(), card.steps(), card.seconds(),
                provenance(test, card, evaluation), CommandLines.shown(test, tune));
    }

    /** The encoder is the pretrained one: what priming made of it is said by the options of priming. */
    private Map<String, List<String>> provenance(Job.Test test, RunCard tuning, Evaluation evaluation) {
        Map<String, List<String>> provenance = new LinkedHashMap<>();
        test.from().ifPresent(prime -> RunCard.of(path(prime)).provenance().forEach((name, value) -> provenance.put(name, List.of(value))));
        tuning.provenance().forEach((name, value) -> provenance.merge(name, List.of(value), (primed, tuned) ->
                name.equals(RunCard.ENCODER) ? primed : Stream.concat(primed.stream(), tuned.stream()).distinct().toList()));
        provenance.put(RunCard.DATA + " " + test.target() + "/" + test.on(), List.of(evaluation.dataSha256()));
        return provenance;
    }

    private static List<TestSentence> sentences(Evaluation evaluation, Scorer scorer) {
        Corpus corpus = evaluation.corpus();
        List<Counts> counts = scorer.countsBySentence(corpus.labels(), evaluation.predicted());
        return IntStream.range(0, counts.size()).mapToObj(i -> {
            Sentence sentence = corpus.sentences().get(i);
            return new TestSentence(sentence.words(), sentence.labels(), evaluation.predicted().get(i), counts.get(i),
                    evaluation.seen().get(i));
        }).toList();
    }

    private static void copy(Path from, Path to) {
        try {
            AtomicFile.copy(from, to);
        } catch (IOException e) {
            throw new DiskException("Cannot copy to", to, e);
        }
    }
}
