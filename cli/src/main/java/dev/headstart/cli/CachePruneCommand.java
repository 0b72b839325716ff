package dev.headstart.cli;

import dev.headstart.hub.CacheRemoval;
import dev.headstart.hub.CachedRevision;
import dev.headstart.hub.Hub;
import dev.headstart.hub.Repository.Kind;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code cache prune}. */
@Command(name = "prune", sortOptions = false,
        description = "Remove what broken-off downloads of Headstart left and contents that no revision needs; with names, these "
                + "revisions too.")
final class CachePruneCommand implements Runnable {
    @Parameters(arity = "0..*", paramLabel = "NAME[@REVISION]", description = "What is no longer wanted; without @, all revisions.")
    private List<String> names = List.of();
    @Mixin
    private RepositoryOptions type;
    @Option(names = "--dry-run", description = "Only say what would go.")
    private boolean dryRun;
    @Mixin
    private JsonOption output;
    @Mixin
    private CommonOptions common;

    @Override
    public void run() {
        Hub hub = output.hub();
        List<CachedRevision> unwanted = unwanted(hub);
        List<CacheRemoval> removals = dryRun ? hub.planPruning(unwanted) : hub.prune(unwanted);
        output.print(removals, text(removals));
    }

    private List<CachedRevision> unwanted(Hub hub) {
        List<CachedRevision> here = hub.cached().stream()
                .filter(revision -> revision.snapshot().repository().kind() == type.kind()).toList();
        List<CachedRevision> unwanted = new ArrayList<>();
        for (String name : names) {
            List<CachedRevision> meant = here.stream().filter(revision -> revision.isMeantBy(name)).toList();
            if (meant.isEmpty()) {
                throw new IllegalArgumentException("There is no " + type.kind() + " " + name + " in " + hub.cacheFolder()
                        + (type.kind() == Kind.MODEL ? ". If it is a data set, add --type dataset;" : ".")
                        + " 'headstart cache list' shows what there is.");
            }
            unwanted.addAll(meant);
        }
        return unwanted;
    }

    private String text(List<CacheRemoval> removals) {
        StringBuilder lines = new StringBuilder();
        removals.forEach(removal -> lines.append(removal.path()).append(": ").append(removal.why()).append(", ")
                .append(Sizes.shown(removal.bytes())).append(System.lineSeparator()));
        long bytes = removals.stream().mapToLong(CacheRemoval::bytes).sum();
        return lines.append(Sizes.shown(bytes)).append(dryRun ? " would come free." : " have come free.").toString();
    }
}
