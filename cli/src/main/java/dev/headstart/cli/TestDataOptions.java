package dev.headstart.cli;

import dev.headstart.data.Columns;
import dev.headstart.data.TagScheme;
import dev.headstart.hub.Hub;
import dev.headstart.run.Annotation;
import dev.headstart.run.DataConfig;
import dev.headstart.task.Task;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which data to read; what to read there and how it is cut into pieces, the model itself knows. */
final class TestDataOptions {
    @Option(names = "--data", required = true, paramLabel = "DIR|NAME", description = DataOptions.LAYOUT)
    private String directory;
    @Option(names = "--text-column", paramLabel = "NAME", description = DataOptions.TEXT)
    private Optional<String> textColumn;
    @Option(names = "--label-column", paramLabel = "NAME", description = DataOptions.LABEL)
    private Optional<String> labelColumn;
    @Option(names = "--tags", paramLabel = "SCHEME", defaultValue = "iob2", description = DataOptions.TAGS)
    private TagScheme tags;
    @Option(names = "--limit", paramLabel = "N", converter = Numbers.AtLeastOne.class,
            description = "Read only the first N sentences.")
    private Optional<Integer> limit;

    DataConfig config(Hub hub, Task task, String language) {
        DataConfig defaults = DataConfig.of(hub.data(directory, List.of(language)), task);
        return new DataConfig(defaults.directory(), new Annotation(task, tags, new Columns(textColumn, labelColumn), List.of()),
                defaults.maxLength(), defaults.longSentences(), limit);
    }
}
