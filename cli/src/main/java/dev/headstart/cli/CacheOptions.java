package dev.headstart.cli;

import dev.headstart.run.CacheConfig;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What is kept for later runs. */
final class CacheOptions {
    @ArgGroup
    private Where where = new Where();
    @Option(names = "--cache-limit", paramLabel = "SIZE", defaultValue = "20G", converter = Sizes.class,
            description = "Most bytes there, e.g. 500M; what was not used for longest goes first (default: ${DEFAULT-VALUE}).")
    private long limit;
    @Option(names = "--feature-memory", paramLabel = "SIZE", converter = Sizes.class,
            description = "Most bytes of memory for the encoder's output on one corpus; beyond it, it is on disk and mapped "
                    + "(default: a quarter of the machine's).")
    private Optional<Long> featureMemory;

    /** One or the other. */
    static final class Where {
        @Option(names = "--cache", paramLabel = "DIR",
                description = "Where the encoder's output and tokenised corpora are kept for later runs (default: "
                        + "HEADSTART_CACHE in the environment, else headstart in XDG_CACHE_HOME or ~/.cache).")
        private Optional<Path> folder = Optional.empty();
        @Option(names = "--no-cache", description = "Keep nothing and use nothing of earlier runs.")
        private boolean off;
    }

    CacheConfig config() {
        return new CacheConfig(where.off ? Optional.empty() : where.folder.or(CacheOptions::usual), limit, featureMemory);
    }

    private static Optional<Path> usual() {
        return CacheConfig.usualFolder(System.getenv(), Path.of(System.getProperty("user.home")));
    }
}
