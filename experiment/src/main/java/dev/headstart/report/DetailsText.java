package dev.headstart.report;

import dev.headstart.experiment.Cell;
import dev.headstart.experiment.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What one needs to do the same again. */
record DetailsText(Part part, Page page, int level) {
    private static final String NOT_STATED = "not stated";
    private static final int COMMANDS = 8;

    void write() {
        chosen();
        choices();
        provenance();
        commands();
    }

    private void chosen() {
        List<String> targets = part.experiment().targets();
        List<List<Grid.Field>> rows = new ArrayList<>();
        for (Setting setting : part.experiment().settings()) {
            List<Grid.Field> row = new ArrayList<>(List.of(Grid.Field.of(setting.name())));
            targets.forEach(target -> row.add(part.cells().of(setting, target).stream().limit(1).map(DetailsText::chosen).findFirst()
                    .orElse(Grid.Field.of("–"))));
            if (setting.tuning().hasChoice()) {
                rows.add(row);
            }
        }
        if (!rows.isEmpty()) {
            page.heading(level, "Chosen on dev");
            page.paragraph("Where the file gives several values, the best on dev with seed " + part.experiment().chooseSeed()
                    + " was taken for all seeds, for each setting and target.");
            page.grid(new Grid("What was chosen; below it what was tried, with its score on dev in percent.",
                    Grid.columns(List.of("setting"), targets), rows));
        }
    }

    private static Grid.Field chosen(Cell cell) {
        Map<String, String> varied = varied(cell);
        return new Grid.Field(Shown.options(varied), cell.trials().stream().map(trial -> varied.keySet().stream()
                .map(option -> trial.options().getOrDefault(option, "–")).collect(Collectors.joining(", "))
                + trial.dev().map(dev -> String.format(Locale.ROOT, ": %.2f", 100 * dev)).orElse(": diverged")).toList(), false);
    }

    /** Of the chosen options those that had another value in some trial. */
    private static Map<String, String> varied(Cell cell) {
        Map<String, String> varied = new LinkedHashMap<>();
        cell.chosen().forEach((option, value) -> {
            if (cell.trials().stream().map(trial -> trial.options().get(option)).distinct().count() > 1) {
                varied.put(option, value);
            }
        });
        return varied;
    }

    private void choices() {
        List<FileChoices.Choice> stated = part.choices();
        if (stated.isEmpty()) {
            return;
        }
        page.heading(level, "Where the values come from");
        page.paragraph(stated.stream().filter(DetailsText::isOurs).count() + " of these " + stated.size()
                + " values are not stated in the paper: they are choices.");
        page.grid(new Grid("As the experiment's file says.", Grid.columns(List.of("option", "value", "source"), List.of()),
                stated.stream().map(choice -> List.of(Grid.Field.of(choice.path()), Grid.Field.of(choice.value()),
                        new Grid.Field(choice.source(), List.of(), isOurs(choice)))).toList()));
    }

    private static boolean isOurs(FileChoices.Choice choice) {
        return choice.source().toLowerCase(Locale.ROOT).startsWith(NOT_STATED);
    }

    private void provenance() {
        Map<String, Set<String>> values = new LinkedHashMap<>();
        part.cells().finished().values().forEach(cell -> cell.provenance().forEach((name, of) ->
                values.computeIfAbsent(name, key -> new LinkedHashSet<>()).addAll(of)));
        if (!values.isEmpty()) {
            page.heading(level, "Versions and hashes");
            page.grid(new Grid("Hashes are SHA-256. Several values: not all results were made with the same.",
                    Grid.columns(List.of("what", "value"), List.of()),
                    values.entrySet().stream().map(entry -> Grid.row(entry.getKey(), String.join("; ", entry.getValue()))).toList()));
        }
    }

    private void commands() {
        List<Setting> tested = part.experiment().settings().stream().filter(setting -> !part.cells().of(setting).isEmpty()).toList();
        if (!tested.isEmpty()) {
            page.heading(level, "Commands");
            page.paragraph("The same by hand, for one target and seed of a setting. For others the target, the seed and what was "
                    + "chosen on dev are to be changed." + (tested.size() > COMMANDS
                    ? " Of the first " + COMMANDS + " settings; the others differ in the options that results.csv lists." : ""));
            tested.stream().limit(COMMANDS).forEach(setting -> {
                Cell cell = part.cells().of(setting).get(0);
                page.listing(setting.name() + ", " + cell.target() + ", seed " + cell.seed(), cell.commands());
            });
        }
    }
}
