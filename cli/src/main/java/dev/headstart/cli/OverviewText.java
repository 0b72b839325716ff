package dev.headstart.cli;

import dev.headstart.report.Overview;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code report} prints: the main table of each experiment, what the claims have come to, and where the files are. */
record OverviewText(List<Overview> experiments, List<Path> files) {
    @Override
    public String toString() {
        return experiments.stream().map(experiment -> text(experiment) + "\n\n").collect(Collectors.joining())
                + files.size() + " files in " + files.get(0).getParent() + ": "
                + files.stream().map(file -> file.getFileName().toString()).collect(Collectors.joining(", "));
    }

    private static String text(Overview experiment) {
        List<String> lines = new ArrayList<>(List.of(experiment.title() + ": " + experiment.figure().replace('_', ' ').replace("f1", "F1")
                + " in percent, " + experiment.finished() + " of " + experiment.expected() + " results", table(experiment).toString()));
        experiment.claims().stream().filter(claim -> claim.target().equals(Overview.AVERAGE)).forEach(claim ->
                lines.add(claim.claim() + ": " + claim.answer()));
        return String.join("\n", lines);
    }

    private static Table table(Overview experiment) {
        List<String> header = new ArrayList<>(List.of("setting"));
        header.addAll(experiment.settings().values().iterator().next().keySet());
        header.add("paper's");
        Table table = new Table(header.toArray(String[]::new));
        experiment.settings().forEach((setting, scores) -> table.row(row(setting, scores).toArray(String[]::new)));
        return table;
    }

    private static List<String> row(String setting, Map<String, Overview.Score> scores) {
        List<String> row = new ArrayList<>(List.of(setting));
        scores.values().forEach(score -> row.add(score.shown()));
        row.add(scores.get(Overview.AVERAGE).shownPaper());
        return row;
    }
}
