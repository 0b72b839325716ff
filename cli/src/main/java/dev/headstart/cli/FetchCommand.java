package dev.headstart.cli;

import dev.headstart.hub.DataFiles;
import dev.headstart.hub.ModelFiles;
import dev.headstart.hub.NamedFiles;
import dev.headstart.hub.Repository;
import dev.headstart.hub.Repository.Kind;
import dev.headstart.hub.Selection;
import dev.headstart.hub.Snapshot;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code fetch}. */
@Command(name = "fetch", sortOptions = false, abbreviateSynopsis = true,
        description = "Fetch a model or a data set from the Hugging Face hub into the cache that Python's client uses too "
                + "(HF_HUB_CACHE, else hub in HF_HOME or ~/.cache/huggingface), and print where it is.")
final class FetchCommand implements Runnable {
    /** What machines get. */
    private record Fetched(String repository, String commit, Path path) {}

    @Parameters(paramLabel = "NAME[@REVISION]", description = "E.g. bert-base-multilingual-cased; a branch, tag or commit after the @.")
    private String name;
    @Mixin
    private RepositoryOptions type;
    @Option(names = "--languages", split = ",", paramLabel = "LANG",
            description = "With --type dataset: only these, e.g. en,es.")
    private List<String> languages = List.of();
    @Option(names = "--files", split = ",", paramLabel = "PATTERN",
            description = "These files instead of those that Headstart reads, e.g. README.md or '*.json'.")
    private List<String> files = List.of();
    @Mixin
    private JsonOption output;
    @Mixin
    private CommonOptions common;

    @Override
    public void run() {
        Snapshot snapshot = output.hub().fetch(Repository.of(type.kind(), name), selection());
        output.print(new Fetched(snapshot.repository().name(), snapshot.commit(), snapshot.folder()),
                snapshot.folder() + System.lineSeparator() + snapshot);
    }

    private Selection selection() {
        if (!languages.isEmpty() && (type.kind() == Kind.MODEL || !files.isEmpty())) {
            throw new IllegalArgumentException("--languages goes with --type dataset, and not with --files.");
        }
        if (!files.isEmpty()) {
            return new NamedFiles(files);
        }
        return type.kind() == Kind.MODEL ? new ModelFiles() : new DataFiles(languages);
    }
}
