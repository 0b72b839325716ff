package dev.headstart.cli;

import dev.headstart.experiment.Cell;
import dev.headstart.experiment.Results;
import dev.headstart.experiment.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An experiment's scores as far as they are there: settings × targets, averages over seeds in percent, at the end over all targets. */
record ScoresSoFar(Results results) {
    private static final String NONE = "·";

    @Override
    public String toString() {
        List<String> targets = results.experiment().targets();
        List<String> header = new ArrayList<>(List.of(results.experiment().title()));
        header.addAll(targets);
        header.add("average");
        Table table = new Table(header.toArray(String[]::new));
        results.experiment().settings().forEach(setting -> table.row(row(setting, targets).toArray(String[]::new)));
        return table.toString();
    }

    private List<String> row(Setting setting, List<String> targets) {
        List<String> row = new ArrayList<>(List.of(setting.name()));
        List<Double> means = new ArrayList<>();
        for (String target : targets) {
            List<Double> scores = setting.seeds().stream().map(seed -> results.cell(setting, target, seed)).flatMap(Optional::stream)
                    .map(Cell::score).toList();
            Optional<Double> mean = mean(scores);
            int all = setting.seeds().size();
            mean.filter(any -> scores.size() == all).ifPresent(means::add);
            boolean partly = !scores.isEmpty() && scores.size() < all;
            row.add(mean.map(ScoresSoFar::percent).orElse(NONE) + (partly ? " (" + scores.size() + "/" + all + ")" : ""));
        }
        row.add(means.size() == targets.size() ? percent(mean(means).orElseThrow()) : NONE);
        return row;
    }

    private static Optional<Double> mean(List<Double> values) {
        return values.isEmpty() ? Optional.empty() : Optional.of(values.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f", 100 * fraction);
    }
}
