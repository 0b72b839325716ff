package dev.headstart.run;

import dev.headstart.io.Store;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Whether runs keep what later runs can use: features of frozen encoders, tokenised corpora, hashes of large files.
 *
 * @param folder        where; empty: nothing outlives the run
 * @param limit         most bytes there
 * @param featureMemory most bytes that the features of one corpus may take in memory; beyond it they are on disk and mapped.
 *                      Empty: a quarter of the machine's
 */
public record CacheConfig(Optional<Path> folder, long limit, Optional<Long> featureMemory) {
    /** 20 GiB. */
    public static final long DEFAULT_LIMIT = 20L << 30;

    /** Nothing outlives the run. Only who is asked by a person writes to a home folder. */
    public static CacheConfig off() {
        return new CacheConfig(Optional.empty(), 0, Optional.empty());
    }

    /** A cache in {@code folder}. */
    public static CacheConfig in(Path folder) {
        return new CacheConfig(Optional.of(folder), DEFAULT_LIMIT, Optional.empty());
    }

    /**
     * Where people expect it: {@code $HEADSTART_CACHE}, else {@code $XDG_CACHE_HOME/headstart}, else
     * {@code ~/.cache/headstart}.
     *
     * @param environment variables by name
     * @param home        the user's folder
     * @return empty if {@code HEADSTART_CACHE} is {@code off}
     */
    public static Optional<Path> usualFolder(Map<String, String> environment, Path home) {
        String own = environment.getOrDefault("HEADSTART_CACHE", "");
        if (own.equals("off")) {
            return Optional.empty();
        }
        String all = environment.getOrDefault("XDG_CACHE_HOME", "");
        return Optional.of(!own.isEmpty() ? Path.of(own)
                : (all.isEmpty() ? home.resolve(".cache") : Path.of(all)).resolve("headstart"));
    }

    /** @param listener told what does not work */
    public Cache open(RunListener listener) {
        return new Cache(folder.map(path -> new Store(path, limit, listener::say)), featureMemory);
    }
}
