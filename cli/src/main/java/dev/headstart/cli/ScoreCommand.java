package dev.headstart.cli;

import dev.headstart.data.LabelFile;
import dev.headstart.eval.PairedBootstrap;
import dev.headstart.eval.Scorer;
import dev.headstart.eval.ScoringMode;
import dev.headstart.eval.SpanScorer;
import dev.headstart.task.Task;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code score}. */
@Command(name = "score", sortOptions = false, abbreviateSynopsis = true,
        description = "Compare label files: entity-level precision, recall and F1, as seqeval counts, or accuracy and macro F1, as "
                + "scikit-learn does; or two systems, with significance.")
final class ScoreCommand implements Runnable {
    private static final int RESAMPLES = 10_000;

    @Option(names = "--gold", required = true, paramLabel = "FILE",
            description = "The right labels: one token a line, its label in the last column, a blank line after a "
                    + "sentence. Repeat it, and the other files with it, for several test sets.")
    private List<Path> gold;
    @Option(names = "--predicted", required = true, paramLabel = "FILE",
            description = "The labels to judge, of the same tokens.")
    private List<Path> predicted;
    @Option(names = "--baseline", paramLabel = "FILE",
            description = "Labels of another system: shows the difference of F1 or accuracy, averaged over the test sets, with its "
                    + "95 %% interval by a paired bootstrap over sentences (10,000 resamples).")
    private List<Path> baseline = List.of();
    @Option(names = "--task", paramLabel = "KIND", defaultValue = "spans", converter = TaskName.class,
            completionCandidates = TaskName.class, description = "What the labels are: spans, or tokens or sentences, which stand "
                    + "alone (default: ${DEFAULT-VALUE}).")
    private Task task;
    @Option(names = "--mode", paramLabel = "MODE", defaultValue = "default",
            description = "For spans: how odd label sequences are read: default as conlleval does, strict by the rules of IOB2 "
                    + "(default: ${DEFAULT-VALUE}).")
    private ScoringMode mode;
    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "Of the bootstrap (default: ${DEFAULT-VALUE}).")
    private long seed;
    @Mixin
    private JsonOption output;
    @Mixin
    private CommonOptions common;

    @Override
    public void run() {
        requireAsMany("--predicted", predicted);
        Scorer scorer = scorer(task, mode);
        if (!baseline.isEmpty()) {
            requireAsMany("--baseline", baseline);
            ComparisonReport report = ComparisonReport.of(gold, predicted, baseline, scorer, new PairedBootstrap(RESAMPLES, seed));
            output.print(report.json(), report.text());
        } else if (gold.size() > 1) {
            throw new IllegalArgumentException("Several test sets are for comparing two systems: add --baseline for each, "
                    + "or score them one by one.");
        } else {
            ScoreReport report = new ScoreReport(scorer.score(LabelFile.read(gold.get(0)), LabelFile.read(predicted.get(0))));
            output.print(report.json(), report.table());
        }
    }

    /** @throws IllegalArgumentException if the mode has no effect on such a task */
    static Scorer scorer(Task task, ScoringMode mode) {
        if (mode == ScoringMode.DEFAULT) {
            return task.scorer();
        }
        if (!(task.scorer() instanceof SpanScorer)) {
            throw new IllegalArgumentException("--mode has an effect only on spans, but the task is " + task.name()
                    + ". Leave it out.");
        }
        return new SpanScorer(mode);
    }

    private void requireAsMany(String option, List<Path> files) {
        if (files.size() != gold.size()) {
            throw new IllegalArgumentException("There are " + gold.size() + " files after --gold and " + files.size()
                    + " after " + option + "; give one for each test set, in the same order.");
        }
    }
}
