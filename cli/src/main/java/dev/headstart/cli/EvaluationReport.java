package dev.headstart.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.headstart.run.Evaluation;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code evaluate} prints.
 *
 * @param scores  on all sentences
 * @param unseen  on the sentences whose text is not in train
 * @param lengths what the length limit did
 */
record EvaluationReport(@JsonUnwrapped ScoreReport scores,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Unseen> unseen, String lengths) {
    /** @param sentences how many there are */
    record Unseen(int sentences, double f1, double precision, double recall, int support) {}

    static EvaluationReport of(Evaluation evaluation) {
        Optional<Unseen> unseen = evaluation.unseen().map(some -> {
            ScoreReport on = ScoreReport.of(some.scores());
            return new Unseen(some.sentences(), on.f1(), on.precision(), on.recall(), on.support());
        });
        return new EvaluationReport(ScoreReport.of(evaluation.scores()), unseen, evaluation.lengths().toString());
    }

    /** @return the table, and what else is worth a line */
    String text() {
        return scores.table() + unseen.map(some -> String.format(Locale.ROOT,
                "%non the %,d sentences whose text is not in train: f1 %.4f, precision %.4f, recall %.4f",
                some.sentences(), some.f1(), some.precision(), some.recall())).orElse("") + System.lineSeparator() + lengths;
    }
}
