package dev.headstart.hub;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Files of a repository at one commit, in the cache.
 *
 * @param repository as it was asked for
 * @param commit     its full hash
 * @param folder     where the files have their names
 */
public record Snapshot(Repository repository, String commit, Path folder) {
    static final String FOLDER = "snapshots";

    /** @return the snapshot that {@code path} is or lies in, by its place in the cache; its revision is the commit */
    public static Optional<Snapshot> containing(Path path) {
        for (Path at = path.toAbsolutePath().normalize(); at != null && at.getNameCount() > 2; at = at.getParent()) {
            String commit = at.getFileName().toString();
            if (Repository.isCommit(commit) && at.getParent().getFileName().toString().equals(FOLDER)) {
                Path folder = at;
                return Repository.ofFolder(at.getParent().getParent().getFileName().toString(), commit)
                        .map(repository -> new Snapshot(repository, commit, folder));
            }
        }
        return Optional.empty();
    }

    /** @return e.g. {@code unimelb-nlp/wikiann@2a61c15…}: what exactly is meant */
    @Override
    public String toString() {
        return repository.at(commit).toString();
    }
}
