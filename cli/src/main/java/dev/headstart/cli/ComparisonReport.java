package dev.headstart.cli;

import dev.headstart.data.LabelFile;
import dev.headstart.eval.Counts;
import dev.headstart.eval.Difference;
import dev.headstart.eval.PairedBootstrap;
import dev.headstart.eval.PairedCounts;
import dev.headstart.eval.SpanScorer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Two systems on the same test sets.
 *
 * @param sets       F1 of both on each
 * @param f1         average over the sets
 * @param baselineF1 average over the sets
 * @param difference of the averages, with its interval
 */
record ComparisonReport(List<Set> sets, double f1, double baselineF1, Difference difference) {
    /** @param gold file of the right labels */
    record Set(String gold, double f1, double baselineF1) {}

    static ComparisonReport of(List<Path> gold, List<Path> predicted, List<Path> baseline, SpanScorer scorer,
            PairedBootstrap bootstrap) {
        List<Set> sets = new ArrayList<>();
        List<PairedCounts> pairs = new ArrayList<>();
        for (int i = 0; i < gold.size(); i++) {
            PairedCounts pair = PairedCounts.of(scorer, LabelFile.read(gold.get(i)), LabelFile.read(predicted.get(i)),
                    LabelFile.read(baseline.get(i)));
            sets.add(new Set(gold.get(i).toString(), f1(pair.first()), f1(pair.second())));
            pairs.add(pair);
        }
        return new ComparisonReport(List.copyOf(sets), sets.stream().mapToDouble(Set::f1).average().orElseThrow(),
                sets.stream().mapToDouble(Set::baselineF1).average().orElseThrow(), bootstrap.compare(pairs));
    }

    private static double f1(List<Counts> counts) {
        return counts.stream().reduce(Counts.NONE, Counts::plus).f1();
    }

    /** @return a table, and the difference in one line */
    String text() {
        Table table = new Table("f1", "predicted", "baseline", "difference");
        sets.forEach(set -> row(table, set.gold(), set.f1(), set.baselineF1()));
        row(table, "average", f1, baselineF1);
        return table + String.format(Locale.ROOT, "%naverage difference %+.4f, 95 %% interval %+.4f to %+.4f, p = %.4f "
                + "(paired bootstrap, %,d resamples)", difference.observed(), difference.low(), difference.high(),
                difference.pValue(), difference.resamples());
    }

    private static void row(Table table, String name, double f1, double baseline) {
        table.row(name, String.format(Locale.ROOT, "%.4f", f1), String.format(Locale.ROOT, "%.4f", baseline),
                String.format(Locale.ROOT, "%+.4f", f1 - baseline));
    }
}
