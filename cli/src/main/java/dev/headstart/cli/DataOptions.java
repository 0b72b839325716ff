package dev.headstart.cli;

import dev.headstart.data.LongSentences;
import dev.headstart.data.TagScheme;
import dev.headstart.run.DataConfig;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which data to read and how. */
final class DataOptions {
    @Option(names = "--data", required = true, paramLabel = "DIR",
            description = "Data directory: DIR/LANG/{train,dev,test}[.tsv|.txt|.conll|.conllu], or DIR/LANG.tar.gz as "
                    + "WikiAnn is published.")
    private Path directory;
    @Option(names = "--tags", paramLabel = "SCHEME", defaultValue = "iob2",
            description = "Tag scheme of the files: iob2, or iob1, which is repaired (default: ${DEFAULT-VALUE}).")
    private TagScheme tags;
    @Option(names = "--max-length", paramLabel = "N", defaultValue = "128", converter = Numbers.AtLeastOne.class,
            description = "Most word pieces of a sentence, special tokens included (default: ${DEFAULT-VALUE}).")
    private int maxLength;
    @Option(names = "--long-sentences", paramLabel = "POLICY", defaultValue = "split",
            description = "What to do with longer ones: split at word borders as XTREME, or truncate as run_ner "
                    + "(default: ${DEFAULT-VALUE}).")
    private LongSentences longSentences;
    @Option(names = "--limit", paramLabel = "N", converter = Numbers.AtLeastOne.class,
            description = "Read only the first N sentences of every split.")
    private Optional<Integer> limit;

    DataConfig config() {
        return new DataConfig(directory, tags, maxLength, longSentences, limit);
    }
}
