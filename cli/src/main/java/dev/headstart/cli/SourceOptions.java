package dev.headstart.cli;

import dev.headstart.data.Columns;
import dev.headstart.data.TagScheme;
import dev.headstart.hub.Hub;
import dev.headstart.run.Annotation;
import dev.headstart.run.SourceSet;
import dev.headstart.task.Task;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** One data set of a meta data set. Picocli makes one of these for every {@code --data}, so defaults are initial values. */
final class SourceOptions {
    @Option(names = "--data", required = true, paramLabel = "DIR|NAME", description = DataOptions.LAYOUT + " Repeat it, with the options "
            + "down to --limit, to mix data sets and tasks.")
    private String directory;
    @Option(names = "--languages", required = true, split = ",", paramLabel = "LANG",
            description = "Source languages in it, e.g. en,es.")
    private List<String> languages;
    @Option(names = "--task", paramLabel = "KIND", converter = TaskName.class, completionCandidates = TaskName.class,
            description = DataOptions.TASK)
    private Task task = Task.KINDS.get(0);
    @Option(names = "--text-column", paramLabel = "NAME", description = DataOptions.TEXT)
    private Optional<String> textColumn = Optional.empty();
    @Option(names = "--label-column", paramLabel = "NAME", description = DataOptions.LABEL)
    private Optional<String> labelColumn = Optional.empty();
    @Option(names = "--tags", paramLabel = "SCHEME", description = DataOptions.TAGS)
    private TagScheme tags = TagScheme.IOB2;
    @Option(names = "--labels", paramLabel = "LABEL", split = ",", description = DataOptions.LABELS)
    private List<String> labels = List.of();
    @Option(names = "--limit", paramLabel = "N", converter = Numbers.AtLeastOne.class,
            description = "Read only the first N sentences of every split.")
    private Optional<Integer> limit = Optional.empty();

    SourceSet sources(Hub hub, CuttingOptions cutting) {
        Annotation annotation = new Annotation(task, tags, new Columns(textColumn, labelColumn), labels);
        return new SourceSet(cutting.config(hub.data(directory, languages), annotation, limit), languages);
    }
}
