package dev.headstart.cli;

import dev.headstart.data.Columns;
import dev.headstart.data.TagScheme;
import dev.headstart.hub.Hub;
import dev.headstart.run.Annotation;
import dev.headstart.run.DataConfig;
import dev.headstart.task.Task;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which data to read and how. */
final class DataOptions {
    static final String LAYOUT = "Data directory: DIR/LANG/{train,dev,test}[.tsv|.csv|.jsonl|.parquet|.txt|.conll|.conllu], "
            + "or DIR/LANG.tar.gz as WikiAnn is published; or the name of a data set on the Hugging Face hub.";
    static final String TASK = "What to learn: spans (such as entities, by IOB tags), tokens (any label for every word) or "
            + "sentences (one label for a text) (default: spans).";
    static final String TEXT = "In a table, the column of the words or the text (default: the first there is of tokens, words, "
            + "text, sentence; with --task sentences of text, sentence, tokens, words).";
    static final String LABEL = "In a table, the column of the tags or the label (default: label, category or class, for words also tags "
            + "or ner_tags, with --task tokens also pos_tags, whichever alone is there).";
    static final String TAGS = "With --task spans, the tag scheme of the files: iob2, or iob1, which is repaired (default: iob2).";
    static final String LABELS = "Labels that the head is to have though they may not occur in the data, e.g. those of "
            + "other languages on which it will be tested.";

    @Option(names = "--data", required = true, paramLabel = "DIR|NAME", description = LAYOUT)
    private String directory;
    @Option(names = "--task", paramLabel = "KIND", defaultValue = "spans", converter = TaskName.class,
            completionCandidates = TaskName.class, description = TASK)
    private Task task;
    @Option(names = "--text-column", paramLabel = "NAME", description = TEXT)
    private Optional<String> textColumn;
    @Option(names = "--label-column", paramLabel = "NAME", description = LABEL)
    private Optional<String> labelColumn;
    @Option(names = "--tags", paramLabel = "SCHEME", defaultValue = "iob2", description = TAGS)
    private TagScheme tags;
    @Option(names = "--labels", paramLabel = "LABEL", split = ",", description = LABELS)
    private List<String> labels = List.of();
    @Mixin
    private CuttingOptions cutting;
    @Option(names = "--limit", paramLabel = "N", converter = Numbers.AtLeastOne.class,
            description = "Read only the first N sentences of every split.")
    private Optional<Integer> limit;

    /** @param languages of which sentences will be read */
    DataConfig config(Hub hub, List<String> languages) {
        Annotation annotation = new Annotation(task, tags, new Columns(textColumn, labelColumn), labels);
        return cutting.config(hub.data(directory, languages), annotation, limit);
    }
}
