package dev.headstart.cli;

import dev.headstart.run.Evaluation;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What {@code evaluate} prints: scores on all sentences and on those whose text is not in train, and what the length limit did. */
record EvaluationReport(Evaluation evaluation) {
    Map<String, Object> json() {
        Map<String, Object> json = new ScoreReport(evaluation.scores()).json();
        evaluation.unseen().ifPresent(some -> {
            Map<String, Object> unseen = new LinkedHashMap<>();
            unseen.put("sentences", some.sentences());
            unseen.putAll(new ScoreReport(some.scores()).overall());
            json.put("unseen", unseen);
        });
        json.put("lengths", evaluation.lengths().toString());
        return json;
    }

    /** @return the table, and what else is worth a line */
    String text() {
        ScoreReport all = new ScoreReport(evaluation.scores());
        return all.table() + evaluation.unseen().map(some -> String.format(Locale.ROOT,
                "%non the %,d sentences whose text is not in train: %s", some.sentences(),
                new ScoreReport(some.scores()).line())).orElse("") + System.lineSeparator() + evaluation.lengths();
    }
}
