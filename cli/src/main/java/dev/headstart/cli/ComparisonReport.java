package dev.headstart.cli;

import dev.headstart.data.LabelFile;
import dev.headstart.eval.Counts;
import dev.headstart.eval.Difference;
import dev.headstart.eval.PairedBootstrap;
import dev.headstart.eval.PairedCounts;
import dev.headstart.eval.Scorer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Two systems on the same test sets.
 *
 * @param figure     what is compared, e.g. {@code f1}
 * @param sets       scores of both on each
 * @param mean       average over the sets
 * @param baseline   average over the sets
 * @param difference of the averages, with its interval
 */
record ComparisonReport(String figure, List<Set> sets, double mean, double baseline, Difference difference) {
    /** @param gold file of the right labels */
    record Set(String gold, double score, double baseline) {}

    static ComparisonReport of(List<Path> gold, List<Path> predicted, List<Path> baseline, Scorer scorer,
            PairedBootstrap bootstrap) {
        List<Set> sets = new ArrayList<>();
        List<PairedCounts> pairs = new ArrayList<>();
        for (int i = 0; i < gold.size(); i++) {
            PairedCounts pair = PairedCounts.of(scorer, LabelFile.read(gold.get(i)), LabelFile.read(predicted.get(i)),
                    LabelFile.read(baseline.get(i)));
            sets.add(new Set(gold.get(i).toString(), f1(pair.first()), f1(pair.second())));
            pairs.add(pair);
        }
        return new ComparisonReport(scorer.mainFigure(), List.copyOf(sets),
                sets.stream().mapToDouble(Set::score).average().orElseThrow(),
                sets.stream().mapToDouble(Set::baseline).average().orElseThrow(), bootstrap.compare(pairs));
    }

    /** @return with the scores under the name of what is compared, e.g. {@code f1} and {@code baseline_f1} */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sets", sets.stream().map(set -> {
            Map<String, Object> one = new LinkedHashMap<>(Map.of("gold", set.gold()));
            one.put(figure, set.score());
            one.put("baseline_" + figure, set.baseline());
            return one;
        }).toList());
        json.put(figure, mean);
        json.put("baseline_" + figure, baseline);
        json.put("difference", difference);
        return json;
    }

    /** Of labels that stand alone it is the accuracy. */
    private static double f1(List<Counts> counts) {
        return counts.stream().reduce(Counts.NONE, Counts::plus).f1();
    }

    /** @return a table, and the difference in one line */
    String text() {
        Table table = new Table(figure, "predicted", "baseline", "difference");
        sets.forEach(set -> row(table, set.gold(), set.score(), set.baseline()));
        row(table, "average", mean, baseline);
        return table + String.format(Locale.ROOT, "%naverage difference %+.4f, 95 %% interval %+.4f to %+.4f, p = %.4f "
                + "(paired bootstrap, %,d resamples)", difference.observed(), difference.low(), difference.high(),
                difference.pValue(), difference.resamples());
    }

    private static void row(Table table, String name, double score, double baseline) {
        table.row(name, String.format(Locale.ROOT, "%.4f", score), String.format(Locale.ROOT, "%.4f", baseline),
                String.format(Locale.ROOT, "%+.4f", score - baseline));
    }
}
