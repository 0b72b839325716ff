package dev.headstart.cli;

import dev.headstart.eval.Counts;
import dev.headstart.eval.Scores;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Scores as commands print them: fractions of 1, over all types and by type. */
record ScoreReport(Scores scores) {
    /** Scores of one type. */
    record TypeScores(double f1, double precision, double recall, int support) {
        static TypeScores of(Counts counts) {
            return new TypeScores(counts.f1(), counts.precision(), counts.recall(), counts.gold());
        }
    }

    /** @return by name, as JSON has them: figures, {@code support}, and {@code by_type} or {@code by_label} */
    Map<String, Object> json() {
        Map<String, Object> json = overall();
        Map<String, TypeScores> types = new LinkedHashMap<>();
        scores.types().forEach((type, counts) -> types.put(type, TypeScores.of(counts)));
        json.put("by_" + scores.kindOfType(), types);
        return json;
    }

    /** @return figures and {@code support} by name */
    Map<String, Object> overall() {
        Map<String, Object> json = new LinkedHashMap<>(scores.figures());
        json.put("support", scores.total().gold());
        return json;
    }

    /** @return a table with the rows of the classification_report of seqeval, or of scikit-learn */
    Table table() {
        Table table = new Table("", "precision", "recall", "f1", "support");
        scores.types().forEach((type, counts) -> row(table, type, TypeScores.of(counts)));
        row(table, scores.totalName(), TypeScores.of(scores.total()));
        row(table, "macro avg", average(counts -> 1));
        row(table, "weighted avg", average(Counts::gold));
        return table;
    }

    /** @return the figures in one line */
    String line() {
        return scores.figures().entrySet().stream().map(figure -> figure.getKey().replace('_', ' ') + " " + fraction(figure.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static void row(Table table, String name, TypeScores scores) {
        table.row(name, fraction(scores.precision()), fraction(scores.recall()), fraction(scores.f1()),
                String.format(Locale.ROOT, "%,d", scores.support()));
    }

    private TypeScores average(ToDoubleFunction<Counts> weight) {
        Collection<Counts> types = scores.types().values();
        double all = types.stream().mapToDouble(weight).sum();
        ToDoubleFunction<ToDoubleFunction<Counts>> mean = score -> all == 0 ? 0 : types.stream()
                .mapToDouble(type -> weight.applyAsDouble(type) * score.applyAsDouble(type)).sum() / all;
        return new TypeScores(mean.applyAsDouble(Counts::f1), mean.applyAsDouble(Counts::precision),
                mean.applyAsDouble(Counts::recall), scores.total().gold());
    }

    private static String fraction(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
