package dev.headstart.cli;

import dev.headstart.hub.CachedRevision;
import dev.headstart.hub.Hub;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code cache list}. */
@Command(name = "list", description = "List what is in the cache.")
final class CacheListCommand implements Runnable {
    private static final int SHORT_COMMIT = 12;

    /** What machines get. */
    private record Row(String repository, String type, String commit, List<String> revisions, int files, long bytes, String lastUsed,
            Path path) {}

    @Mixin
    private JsonOption output;
    @Mixin
    private CommonOptions common;

    @Override
    public void run() {
        Hub hub = output.hub();
        List<Row> rows = hub.cached().stream().map(CacheListCommand::row).toList();
        Table table = new Table("in " + hub.cacheFolder(), "type", "revision", "commit", "files", "size", "last used");
        rows.forEach(row -> table.row(row.repository(), row.type(), String.join(" ", row.revisions()),
                row.commit().substring(0, SHORT_COMMIT), String.valueOf(row.files()), Sizes.shown(row.bytes()), row.lastUsed()));
        output.print(rows, table);
    }

    private static Row row(CachedRevision revision) {
        return new Row(revision.snapshot().repository().name(), revision.snapshot().repository().kind().toString(),
                revision.snapshot().commit(), revision.references(), revision.files(), revision.bytes(),
                revision.lastUsed().atZone(ZoneId.systemDefault()).toLocalDate().toString(), revision.snapshot().folder());
    }
}
