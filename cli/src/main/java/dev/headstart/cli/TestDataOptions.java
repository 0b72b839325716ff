package dev.headstart.cli;

import dev.headstart.data.TagScheme;
import dev.headstart.run.DataConfig;
import dev.headstart.data.LongSentences;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which data to read; how it is cut into pieces, the model itself knows. */
final class TestDataOptions {
    @Option(names = "--data", required = true, paramLabel = "DIR",
            description = "Data directory: DIR/LANG/{train,dev,test}[.tsv|.txt|.conll|.conllu], or DIR/LANG.tar.gz.")
    private Path directory;
    @Option(names = "--tags", paramLabel = "SCHEME", defaultValue = "iob2",
            description = "Tag scheme of the files: iob2, or iob1, which is repaired (default: ${DEFAULT-VALUE}).")
    private TagScheme tags;
    @Option(names = "--limit", paramLabel = "N", converter = Numbers.AtLeastOne.class,
            description = "Read only the first N sentences.")
    private Optional<Integer> limit;

    DataConfig config() {
        DataConfig defaults = DataConfig.of(directory);
        return new DataConfig(directory, tags, defaults.maxLength(), LongSentences.SPLIT, limit);
    }
}
