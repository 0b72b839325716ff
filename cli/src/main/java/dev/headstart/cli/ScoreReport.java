package dev.headstart.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.headstart.eval.Counts;
import dev.headstart.eval.Scores;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Scores as commands print them: fractions of 1, over all types and by type. */
record ScoreReport(double f1, double precision, double recall, int support,
        @JsonProperty("by_type") Map<String, TypeScores> byType) {
    /** Scores of one type. */
    record TypeScores(double f1, double precision, double recall, int support) {
        static TypeScores of(Counts counts) {
            return new TypeScores(counts.f1(), counts.precision(), counts.recall(), counts.gold());
        }
    }

    static ScoreReport of(Scores scores) {
        Map<String, TypeScores> types = new LinkedHashMap<>();
        scores.types().forEach((type, counts) -> types.put(type, TypeScores.of(counts)));
        Counts micro = scores.micro();
        return new ScoreReport(micro.f1(), micro.precision(), micro.recall(), micro.gold(), types);
    }

    /** @return a table with the rows of seqeval's classification_report */
    Table table() {
        Table table = new Table("", "precision", "recall", "f1", "support");
        byType.forEach((type, scores) -> row(table, type, scores));
        row(table, "micro avg", new TypeScores(f1, precision, recall, support));
        row(table, "macro avg", average(scores -> 1));
        row(table, "weighted avg", average(TypeScores::support));
        return table;
    }

    private static void row(Table table, String name, TypeScores scores) {
        table.row(name, fraction(scores.precision()), fraction(scores.recall()), fraction(scores.f1()),
                String.format(Locale.ROOT, "%,d", scores.support()));
    }

    private TypeScores average(ToDoubleFunction<TypeScores> weight) {
        Collection<TypeScores> types = byType.values();
        double all = types.stream().mapToDouble(weight).sum();
        ToDoubleFunction<ToDoubleFunction<TypeScores>> mean = score -> all == 0 ? 0 : types.stream()
                .mapToDouble(type -> weight.applyAsDouble(type) * score.applyAsDouble(type)).sum() / all;
        return new TypeScores(mean.applyAsDouble(TypeScores::f1), mean.applyAsDouble(TypeScores::precision),
                mean.applyAsDouble(TypeScores::recall), support);
    }

    private static String fraction(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
