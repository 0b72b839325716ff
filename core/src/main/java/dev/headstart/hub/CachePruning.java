package dev.headstart.hub;

import dev.headstart.io.DiskException;
import dev.headstart.io.LockFile;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Removes revisions that are no longer wanted, contents that no snapshot names, and what broken-off downloads of ours left.
 * Partial files of other programs stay, and so does what a running download of ours is about. The locks of Python's client are not
 * seen everywhere ({@link DownloadLock}): what it has fetched but not named at this very moment may go, and it will miss it.
 */
final class CachePruning {
    private final HubCache cache;
    private final CacheContents contents;
    private final Set<Path> unwanted;

    /** @param unwanted snapshots to remove */
    CachePruning(HubCache cache, List<CachedRevision> unwanted) {
        this.cache = cache;
        this.contents = new CacheContents(cache);
        this.unwanted = new HashSet<>(unwanted.stream().map(CachedRevision::folder).toList());
    }

    /** @return what would go */
    List<CacheRemoval> plan() {
        return contents.repositories().stream().flatMap(repository ->
                Stream.concat(leaving(repository).map(CachePruning::removal), useless(repository).stream())).toList();
    }

    /** @return what has gone */
    List<CacheRemoval> run() {
        List<CacheRemoval> gone = new ArrayList<>();
        for (Repository repository : contents.repositories()) {
            List<CacheRemoval> here = run(repository);
            if (!here.isEmpty() && isBare(repository)) {
                delete(cache.of(repository));
            }
            gone.addAll(here);
        }
        return List.copyOf(gone);
    }

    private List<CacheRemoval> run(Repository repository) {
        List<CacheRemoval> gone = new ArrayList<>();
        for (CachedRevision revision : leaving(repository).toList()) {
            gone.add(removal(revision));
            forget(repository, revision);
        }
        for (CacheRemoval blob : useless(repository)) {
            if (remove(repository, blob.path())) {
                gone.add(blob);
            }
        }
        return gone;
    }

    /** @return whether there is nothing but perhaps listings of what has never come */
    private boolean isBare(Repository repository) {
        return CacheContents.files(cache.of(repository)).stream().allMatch(file -> file.startsWith(cache.listings(repository)));
    }

    private Stream<CachedRevision> leaving(Repository repository) {
        return contents.revisions(repository).stream().filter(revision -> unwanted.contains(revision.folder()));
    }

    private static CacheRemoval removal(CachedRevision revision) {
        return new CacheRemoval(revision.folder(), copies(revision.folder()), "asked for");
    }

    private List<CacheRemoval> useless(Repository repository) {
        Set<String> named = named(repository);
        return contents.blobs(repository).stream()
                .flatMap(blob -> reason(blob, named).map(why -> new CacheRemoval(blob, size(blob), why)).stream()).toList();
    }

    private static Optional<String> reason(Path blob, Set<String> named) {
        String name = blob.getFileName().toString();
        if (hash(name).isEmpty()) {
            return Optional.empty();
        }
        return name.endsWith(HubCache.PARTIAL) ? Optional.of("broken-off download")
                : Optional.of("in no snapshot").filter(why -> !named.contains(name));
    }

    /** @return of the content that a file among the blobs holds, or begins with */
    private static Optional<ContentHash> hash(String name) {
        return ContentHash.ofTag(name.endsWith(HubCache.PARTIAL)
                ? name.substring(0, name.length() - HubCache.PARTIAL.length()) : name);
    }

    /** @return names of blobs in snapshots that stay */
    private Set<String> named(Repository repository) {
        Set<String> names = new HashSet<>();
        contents.revisions(repository).stream().map(CachedRevision::folder).filter(folder -> !unwanted.contains(folder))
                .forEach(folder -> names.addAll(CacheContents.blobsOf(folder)));
        return names;
    }

    private void forget(Repository repository, CachedRevision revision) {
        revision.references().forEach(name -> delete(cache.references(repository).resolve(name)));
        delete(revision.folder());
        delete(cache.of(repository).resolve(".no_exist").resolve(revision.snapshot().commit()));
        delete(cache.listings(repository).resolve(revision.snapshot().commit() + ".json"));
        delete(cache.listing(repository, revision.snapshot().commit()));
    }

    /** A download of ours holds the lock until its blob is named, so it is looked at again with the lock in hand. */
    private boolean remove(Repository repository, Path blob) {
        ContentHash hash = hash(blob.getFileName().toString()).orElseThrow();
        Optional<LockFile> lock = DownloadLock.tryTake(cache.lock(repository, hash));
        if (lock.isEmpty()) {
            return false;
        }
        try (LockFile held = lock.get()) {
            boolean stillUseless = reason(blob, named(repository)).isPresent();
            if (stillUseless) {
                delete(blob);
            }
            return stillUseless;
        }
    }

    private static long copies(Path snapshot) {
        return CacheContents.files(snapshot).stream().filter(file -> !Files.isSymbolicLink(file)).mapToLong(CachePruning::size).sum();
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new DiskException("Cannot read", file, e);
        }
    }

    /** Deletes a file, or a folder with all that is in it; what links point to stays. */
    private static void delete(Path path) {
        try (Stream<Path> all = Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? Files.walk(path) : Stream.empty()) {
            for (Path each : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(each);
            }
        } catch (NoSuchFileException | DirectoryNotEmptyException changedMeanwhile) {
            return;
        } catch (IOException e) {
            throw new DiskException("Cannot delete", path, e);
        }
    }
}
