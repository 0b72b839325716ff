package dev.headstart.hub;

import dev.headstart.io.Children;
import dev.headstart.io.DiskException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks at what lies in a cache. Files of others in it are passed over. */
record CacheContents(HubCache cache) {
    /** @return all repositories, in the order of their folders; their revision has no meaning */
    List<Repository> repositories() {
        return Children.of(cache.folder()).stream().filter(Files::isDirectory)
                .flatMap(folder -> Repository.ofFolder(folder.getFileName().toString(), Repository.MAIN).stream()).toList();
    }

    /** @return what there is of a repository, by commit */
    List<CachedRevision> revisions(Repository repository) {
        return Children.of(cache.snapshots(repository)).stream().filter(Files::isDirectory)
                .filter(folder -> Repository.isCommit(folder.getFileName().toString()))
                .map(folder -> revision(repository, folder)).toList();
    }

    private CachedRevision revision(Repository repository, Path folder) {
        Snapshot snapshot = new Snapshot(repository, folder.getFileName().toString(), folder);
        Set<Path> contents = new HashSet<>();
        List<Path> files = files(folder);
        files.forEach(file -> contents.add(blobOf(file).orElse(file)));
        long bytes = 0;
        Instant lastUsed = Instant.EPOCH;
        for (Path content : contents) {
            if (Files.exists(content)) {
                BasicFileAttributes found = attributes(content);
                bytes += found.size();
                Instant used = found.lastAccessTime().compareTo(found.lastModifiedTime()) > 0 ? found.lastAccessTime().toInstant()
                        : found.lastModifiedTime().toInstant();
                lastUsed = used.isAfter(lastUsed) ? used : lastUsed;
            }
        }
        return new CachedRevision(snapshot, references(repository, snapshot.commit()), files.size(), bytes, lastUsed);
    }

    private List<String> references(Repository repository, String commit) {
        Path all = cache.references(repository);
        return files(all).stream().map(file -> all.relativize(file).toString().replace('\\', '/'))
                .filter(name -> Repository.isReference(repository.name() + "@" + name))
                .filter(name -> cache.commitOf(repository.at(name)).equals(Optional.of(commit))).toList();
    }

    /** @return what lies among the blobs of a repository, in the order of names */
    List<Path> blobs(Repository repository) {
        return Children.of(cache.blobs(repository));
    }

    /** @return names of the blobs that files in {@code snapshot} link to */
    static Set<String> blobsOf(Path snapshot) {
        Set<String> names = new HashSet<>();
        files(snapshot).forEach(file -> blobOf(file).ifPresent(blob -> names.add(blob.getFileName().toString())));
        return names;
    }

    /** @return where a link points, one step far: a blob may itself be a link, to a store that several caches share */
    static Optional<Path> blobOf(Path file) {
        try {
            return Files.isSymbolicLink(file) ? Optional.of(file.resolveSibling(Files.readSymbolicLink(file)).normalize())
                    : Optional.empty();
        } catch (IOException e) {
            throw new DiskException("Cannot read", file, e);
        }
    }

    /** @return files and links in a folder and below; none if there is no such folder */
    static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.isDirectory(folder) ? Files.walk(folder) : Stream.empty()) {
            return all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)).sorted().toList();
        } catch (IOException e) {
            throw new DiskException("Cannot list", folder, e);
        }
    }

    private static BasicFileAttributes attributes(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class);
        } catch (IOException e) {
            throw new DiskException("Cannot read", file, e);
        }
    }
}
