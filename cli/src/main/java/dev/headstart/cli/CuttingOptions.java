package dev.headstart.cli;

import dev.headstart.data.LongSentences;
import dev.headstart.run.Annotation;
import dev.headstart.run.DataConfig;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How sentences become what the encoder sees. */
final class CuttingOptions {
    @Option(names = "--max-length", paramLabel = "N", defaultValue = "128", converter = Numbers.AtLeastOne.class,
            description = "Most word pieces of a sentence, special tokens included (default: ${DEFAULT-VALUE}).")
    private int maxLength;
    @Option(names = "--long-sentences", paramLabel = "POLICY", defaultValue = "split",
            description = "What to do with longer ones: split at word borders as XTREME, or truncate as run_ner "
                    + "(default: ${DEFAULT-VALUE}; with --task sentences always truncate).")
    private LongSentences longSentences;

    DataConfig config(Path directory, Annotation annotation, Optional<Integer> limit) {
        return new DataConfig(directory, annotation, maxLength, longSentences, limit);
    }
}
