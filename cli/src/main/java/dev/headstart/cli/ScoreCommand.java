package dev.headstart.cli;

import dev.headstart.data.LabelFile;
import dev.headstart.eval.ScoringMode;
import dev.headstart.eval.SpanScorer;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code score}. */
@Command(name = "score",
        description = "Compare two label files: entity-level precision, recall and F1, as seqeval counts.")
final class ScoreCommand implements Runnable {
    @Option(names = "--gold", required = true, paramLabel = "FILE",
            description = "The right labels: one token a line, its label in the last column, "
                    + "a blank line after a sentence.")
    private Path gold;
    @Option(names = "--predicted", required = true, paramLabel = "FILE",
            description = "The labels to judge, of the same tokens.")
    private Path predicted;
    @Option(names = "--mode", paramLabel = "MODE", defaultValue = "default",
            description = "How odd label sequences are read: default as conlleval does, strict by the rules of IOB2 "
                    + "(default: ${DEFAULT-VALUE}).")
    private ScoringMode mode;
    @Mixin
    private JsonOption output;
    @Mixin
    private CommonOptions common;

    @Override
    public void run() {
        SpanScorer scorer = new SpanScorer(mode);
        ScoreReport report = ScoreReport.of(scorer.score(LabelFile.read(gold), LabelFile.read(predicted)));
        output.print(report, report.table());
    }
}
