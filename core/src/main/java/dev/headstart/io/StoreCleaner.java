package dev.headstart.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Removes entries of a {@link Store}, the longest unused first, and what killed writers left. Touches no other file. */
final class StoreCleaner {
    private static final String NAME = "[a-z]+-[0-9a-f]{64}" + Pattern.quote(Store.EXTENSION);
    private static final Pattern ENTRY = Pattern.compile(NAME);
    private static final Pattern TEMPORARY = Pattern.compile("\\." + NAME + "\\.[0-9a-f-]{36}\\.tmp");
    /** No living writer leaves its file alone for so long. */
    private static final Duration ABANDONED = Duration.ofHours(6);

    private StoreCleaner() {}

    private record Candidate(Path path, long bytes, Instant lastUsed) {
        boolean isEntry() {
            return ENTRY.matcher(path.getFileName().toString()).matches();
        }

        boolean isAbandoned() {
            return !isEntry() && lastUsed.isBefore(Instant.now().minus(ABANDONED));
        }
    }

    /** @return whether all that remains fits into {@code bytes}; entries in use remain */
    static boolean makeRoom(Path folder, long bytes) throws IOException {
        List<Candidate> oldestFirst = candidates(folder);
        long total = oldestFirst.stream().mapToLong(Candidate::bytes).sum();
        for (Candidate candidate : oldestFirst) {
            boolean goes = candidate.isAbandoned() || (candidate.isEntry() && total > bytes && !isInUse(candidate.path()));
            if (goes && Files.deleteIfExists(candidate.path())) {
                total -= candidate.bytes();
            }
        }
        return total <= bytes;
    }

    private static List<Candidate> candidates(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> all = Files.list(folder)) {
            paths = all.filter(StoreCleaner::isOurs).toList();
        }
        List<Candidate> candidates = new ArrayList<>();
        for (Path path : paths) {
            try {
                BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
                candidates.add(new Candidate(path, found.size(), found.lastModifiedTime().toInstant()));
            } catch (NoSuchFileException removedByAnother) {
                continue;
            }
        }
        candidates.sort(Comparator.comparing(Candidate::lastUsed));
        return candidates;
    }

    private static boolean isOurs(Path path) {
        String name = path.getFileName().toString();
        return (ENTRY.matcher(name).matches() || TEMPORARY.matcher(name).matches()) && Files.isRegularFile(path);
    }

    /**
     * Readers hold a lock that excludes this one. Asking may cost readers in this process theirs, which then protects them from
     * other processes no more; what is removed under a reader stays readable, and Windows removes no such file.
     */
    private static boolean isInUse(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE); FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException byThisProcess) {
            return true;
        } catch (IOException noLocksHere) {
            return false;
        }
    }
}
