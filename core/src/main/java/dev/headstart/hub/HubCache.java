package dev.headstart.hub;

import dev.headstart.io.AtomicFile;
import dev.headstart.io.DiskException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The standard cache, as Python's huggingface_hub lays it out:
 *
 * <pre>
 * models--OWNER--NAME/            datasets--OWNER--NAME
 *   blobs/HASH                    contents by their hash; HASH.headstart is one of ours that has not all come yet
 *   refs/REVISION                 the commit of a branch or tag when it was last asked for
 *   snapshots/COMMIT/PATH         a relative link to ../../blobs/HASH; a copy where links are impossible
 *   trees/COMMIT.headstart        ours: all paths that the hub lists there, one a line
 * .locks/models--OWNER--NAME/HASH.lock
 * </pre>
 *
 * @param folder which may not exist yet
 * @param links  whether symbolic links may be made
 */
record HubCache(Path folder, boolean links) {
    static final String PARTIAL = ".headstart";
    private static final String LISTING = ".headstart";
    private static final String BLOBS = "blobs";
    private static final String REFERENCES = "refs";
    private static final String TAG = "CACHEDIR.TAG";

    Path of(Repository repository) {
        return folder.resolve(repository.folderName());
    }

    Path blobs(Repository repository) {
        return of(repository).resolve(BLOBS);
    }

    Path blob(Repository repository, ContentHash hash) {
        return blobs(repository).resolve(hash.hex());
    }

    /** @return where a blob grows */
    Path partial(Repository repository, ContentHash hash) {
        return blobs(repository).resolve(hash.hex() + PARTIAL);
    }

    Path lock(Repository repository, ContentHash hash) {
        return folder.resolve(".locks").resolve(repository.folderName()).resolve(hash.hex() + ".lock");
    }

    Path references(Repository repository) {
        return of(repository).resolve(REFERENCES);
    }

    Path snapshots(Repository repository) {
        return of(repository).resolve(Snapshot.FOLDER);
    }

    Path snapshot(Repository repository, String commit) {
        return snapshots(repository).resolve(commit);
    }

    /** @return the place of a file of the listing, inside the snapshot */
    Path file(Listing listing, String path) {
        return snapshot(listing.repository(), listing.commit()).resolve(path);
    }

    /** @return the revision's commit, if it is one or was asked for before */
    Optional<String> commitOf(Repository repository) {
        if (Repository.isCommit(repository.revision())) {
            return Optional.of(repository.revision());
        }
        Path reference = references(repository).resolve(repository.revision());
        try {
            return Optional.of(Files.readString(reference).strip()).filter(Repository::isCommit);
        } catch (NoSuchFileException neverAsked) {
            return Optional.empty();
        } catch (IOException e) {
            throw new DiskException("Cannot read", reference, e);
        }
    }

    /** @return where Python's client keeps listings, and we ours */
    Path listings(Repository repository) {
        return of(repository).resolve("trees");
    }

    Path listing(Repository repository, String commit) {
        return listings(repository).resolve(commit + LISTING);
    }

    /** @return what is here of the revision; no files if there is nothing, and links without a content do not count */
    Optional<Listing> list(Repository repository) {
        return commitOf(repository).map(commit -> {
            Path snapshot = snapshot(repository, commit);
            try (Stream<Path> all = Files.isDirectory(snapshot) ? Files.walk(snapshot) : Stream.empty()) {
                return new Listing(repository, commit, List.copyOf(all.filter(Files::isRegularFile)
                        .map(file -> snapshot.relativize(file).toString().replace('\\', '/')).sorted().toList()));
            } catch (IOException e) {
                throw new DiskException("Cannot list", snapshot, e);
            }
        });
    }

    /** @return all that the hub lists at the commit of {@code here}; no more than that if only others have fetched from there */
    Listing whole(Listing here) {
        Path file = listing(here.repository(), here.commit());
        try {
            return new Listing(here.repository(), here.commit(), Files.readAllLines(file));
        } catch (NoSuchFileException byOthers) {
            return here;
        } catch (IOException e) {
            throw new DiskException("Cannot read", file, e);
        }
    }

    /** Makes the folders of a repository, keeps its listing, and marks the cache for programs that make backups. */
    void prepare(Listing listing) {
        Path file = listing(listing.repository(), listing.commit());
        try {
            Files.createDirectories(blobs(listing.repository()));
            Files.createDirectories(snapshots(listing.repository()));
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)) {
                AtomicFile.writeString(file, String.join("\n", listing.files()));
            }
            if (!Files.exists(folder.resolve(TAG))) {
                AtomicFile.writeString(folder.resolve(TAG), "Signature: 8a477f597d28d172789f06886806bc55\n"
                        + "# This file marks a cache directory. See https://bford.info/cachedir/\n");
            }
        } catch (IOException e) {
            throw new DiskException("Cannot make a folder in", folder, e);
        }
    }

    /** Remembers the commit of a branch or tag. */
    void keepReference(Listing listing) {
        Repository repository = listing.repository();
        if (commitOf(repository).equals(Optional.of(listing.commit()))) {
            return;
        }
        Path reference = references(repository).resolve(repository.revision());
        try {
            Files.createDirectories(reference.getParent());
            AtomicFile.writeString(reference, listing.commit());
        } catch (IOException e) {
            throw new DiskException("Cannot write", reference, e);
        }
    }

    /** Gives a blob its name in the snapshot. What stands there without a content is replaced. */
    void show(Path blob, Path file) {
        try {
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)) {
                Files.deleteIfExists(file);
                if (!link(blob, file)) {
                    AtomicFile.copy(blob, file);
                }
            }
        } catch (IOException e) {
            throw new DiskException("Cannot write", file, e);
        }
    }

    private boolean link(Path blob, Path file) throws IOException {
        if (!links) {
            return false;
        }
        try {
            Files.createSymbolicLink(file, file.getParent().relativize(blob));
            return true;
        } catch (FileAlreadyExistsException byAnotherProcess) {
            return true;
        } catch (UnsupportedOperationException | FileSystemException notHere) {
            return false;   // Windows links only for users with a privilege; what else is wrong, copying will say
        }
    }
}
