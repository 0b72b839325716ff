package dev.headstart.hub;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A repository at one commit, as it lies in the cache.
 *
 * @param snapshot   which and where
 * @param references branches and tags that were this commit when they were last asked for
 * @param files      how many
 * @param bytes      of their contents, each once; other revisions may share some
 * @param lastUsed   when one of them was last read or written, as far as the file system knows
 */
public record CachedRevision(Snapshot snapshot, List<String> references, int files, long bytes, Instant lastUsed) {
    public CachedRevision {
        references = List.copyOf(references);
    }

    /** @return whether it is meant by {@code NAME}, which means all revisions, or {@code NAME@REVISION} */
    public boolean isMeantBy(String reference) {
        String name = snapshot.repository().name();
        return reference.equals(name) || reference.equals(name + "@" + snapshot.commit())
                || references.stream().anyMatch(revision -> reference.equals(name + "@" + revision));
    }

    Path folder() {
        return snapshot.folder();
    }
}
