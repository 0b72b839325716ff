package dev.headstart.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tables of scores as they are read. */
final class TableSection {
    private TableSection() {}

    /** @return settings × targets, with the paper's scores where they are known; where {@code table} is another, with those of the first */
    static Grid grid(Part part, ScoreTable table) {
        boolean withShare = table == part.table();
        List<String> numbers = new ArrayList<>(withShare ? List.of("trained") : List.of());
        numbers.addAll(part.experiment().targets());
        numbers.add(ScoreTable.AVERAGE);
        return new Grid(caption(part, withShare), Grid.columns(List.of("setting"), numbers), IntStream.range(0, table.rows().size())
                .mapToObj(i -> withShare ? row(table.rows().get(i)) : row(table.rows().get(i), part.table().rows().get(i))).toList());
    }

    private static List<Grid.Field> row(ScoreTable.Row row) {
        List<Grid.Field> fields = new ArrayList<>(List.of(Grid.Field.of(row.setting()),
                new Grid.Field(Shown.share(row.share()), row.share().paper().stream().toList(), false)));
        row.entries().values().forEach(entry -> fields.add(field(entry, notes(entry))));
        return fields;
    }

    private static List<Grid.Field> row(ScoreTable.Row row, ScoreTable.Row usual) {
        List<Grid.Field> fields = new ArrayList<>(List.of(Grid.Field.of(row.setting())));
        row.entries().forEach((target, entry) -> fields.add(field(entry,
                usual.entries().get(target).ours().map(mean -> Shown.points(mean.value())).stream().toList())));
        return fields;
    }

    private static Grid.Field field(ScoreTable.Entry entry, List<String> notes) {
        return new Grid.Field(entry.ours().map(Shown::mean).orElse("–"), notes, entry.best());
    }

    private static List<String> notes(ScoreTable.Entry entry) {
        Stream<String> paper = entry.paper().map(score -> Shown.points(score)
                + entry.difference().map(d -> " (" + Shown.signed(d) + ")").orElse("")).stream();
        Stream<String> missing = entry.finished() == entry.expected() ? Stream.of()
                : Stream.of(entry.finished() + " of " + entry.expected() + (entry.expected() == 1 ? " seed" : " seeds"));
        return Stream.concat(paper, missing).toList();
    }

    private static String caption(Part part, boolean whole) {
        String figure = Shown.figure(part.cells().figure());
        String shared = " The average is over targets for each seed, then over those seeds that have them all. Bold: the best with and the "
                + "best without priming.";
        String paper = part.experiment().settings().stream().allMatch(setting -> setting.paper().isEmpty()) ? ""
                : "; below it the paper's, for mBERT, and in brackets ours minus the paper's, which with another encoder is no error of "
                + "reproduction";
        return whole ? figure + " on " + part.experiment().scoreOn() + " in percent: mean over seeds ± standard deviation" + paper
                + ". Trained: share of the model's parameters that fine-tuning moves." + shared
                : figure + " in percent on the sentences of " + part.experiment().scoreOn()
                + " whose text is not in the target's training data; below it that on all sentences." + shared;
    }
}
