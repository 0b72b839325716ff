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
import java.util.stream.IntStream;
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

    void delete(Job job) {
        RunDirectory.delete(path(job));
    }

    /** The encoder of a fully fine-tuned model is large, and after the test it has done its work. */
    void forgetEncoder(Job.Tune tune) {
        Path encoder = TunedModel.encoderIn(path(tune));
        if (!keepEncoders && Files.isDirectory(encoder)) {
            RunDirectory.delete(encoder);
        }
    }

    void run(Job job, RunListener listener) {
        try {
            run(job, listener, pace);
        } catch (ForeignCheckpointException e) {
            // begun with other threads, on another machine or by another version: exact continuation is out of reach
            listener.say(e.getMessage());
            run(job, listener, pace.fromTheStart());
        }
    }

    private void run(Job job, RunListener listener, Checkpointing checkpoints) {
        CommandLines lines = new CommandLines(folder);
        if (job instanceof Job.Prime prime) {
            new PrimeRun(commands.prime(lines.of(prime)), engine, listener, checkpoints).run();
        } else if (job instanceof Job.Tune tune) {
            new FineTuneRun(commands.finetune(lines.of(tune)), engine, listener, checkpoints).run();
        }
    }

    /** @return the tuning that a test is about: with the only point, or with the one that is best on dev, the first of equals */
    Job.Tune chosen(Job.Test test) {
        return test.tune(trials(test).stream().max(Comparator.comparingDouble(Cell.Trial::dev)).map(Cell.Trial::options)
                .orElseGet(() -> test.tuning().points().get(0)));
    }

    private List<Cell.Trial> trials(Job.Test test) {
        return test.trials().stream().filter(this::isDone).map(trial -> new Cell.Trial(trial.options(), dev(trial))).toList();
    }

    private double dev(Job.Tune trial) {
        return RunCard.of(path(trial)).dev().orElseThrow(() -> new IllegalStateException(trial.label() + " has not looked at dev."));
    }

    /** @param tune the tuning that was chosen */
    void test(Job.Test test, Job.Tune tune, RunListener listener) {
        FineTuneConfig config = commands.finetune(new CommandLines(folder).of(tune));
        Path tuned = path(tune);
        Evaluation evaluation = evaluate(tuned, config, test.on(), listener);
        RunDirectory.fill(path(test), directory -> {
            Scorer scorer = config.data().annotation().task().scorer();
            RunCard card = RunCard.of(tuned);
            directory.writeJson(Results.CELL, cell(test, tune, evaluation, card));
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

    private Cell cell(Job.Test test, Job.Tune tune, Evaluation evaluation, RunCard card) {
        return new Cell(test.target(), test.seed(), test.from().map(Job.Prime::options).orElse(Map.of()), tune.options(), trials(test),
                evaluation.scores().mainFigure(), evaluation.scores().figures(),
                evaluation.unseen().map(unseen -> new Cell.Unseen(unseen.sentences(), unseen.scores().figures())),
                evaluation.scores().sentences(), card.dev(), card.trainable(), card.parameters(), card.steps(), card.seconds(),
                provenance(test, card, evaluation), CommandLines.shown(test, tune));
    }

    /** The encoder is the pretrained one: what priming made of it is said by the options of priming. */
    private Map<String, String> provenance(Job.Test test, RunCard tuning, Evaluation evaluation) {
        Map<String, String> provenance = new LinkedHashMap<>(tuning.provenance());
        test.from().ifPresent(prime -> provenance.putAll(RunCard.of(path(prime)).provenance()));
        provenance.put(RunCard.DATA + " " + test.target() + "/" + test.on(), evaluation.dataSha256());
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
