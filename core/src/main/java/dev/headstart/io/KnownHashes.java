package dev.headstart.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Hashes of large files, remembered as long as path, size, times and identity of the file stay as they were. Elsewhere than
 * on Windows the system itself keeps one of the times, which nobody can set back.
 *
 * @param store where they are kept
 * @param clock by which a file is too young to be sure that its next change would show
 */
public record KnownHashes(Store store, Clock clock) {
    private static final long WORTHWHILE = 1 << 24;   // 16 MiB: what takes some hundredths of a second to hash
    /** Coarser than the times of any file system in use. */
    private static final Duration GRANULARITY = Duration.ofSeconds(2);
    private static final int HEX_DIGITS = 64;

    /** @return as {@link Sha256#ofFile} */
    public String ofFile(Path file) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        if (found.size() < WORTHWHILE) {
            return Sha256.ofFile(file);
        }
        StoreKey key = key(file);
        Optional<String> known = find(key);
        if (known.isPresent()) {
            return known.get();
        }
        Instant began = clock.instant();
        String hash = Sha256.ofFile(file);
        if (key.equals(key(file)) && found.lastModifiedTime().toInstant().isBefore(began.minus(GRANULARITY))) {
            byte[] text = hash.getBytes(StandardCharsets.US_ASCII);
            store.put(key, text.length, sink -> sink.write(ByteBuffer.wrap(text)));
        }
        return hash;
    }

    private Optional<String> find(StoreKey key) {
        Optional<DiskBytes> entry = store.find(key);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        try (DiskBytes content = entry.get()) {
            byte[] text = new byte[HEX_DIGITS];
            content.read(0, ByteBuffer.wrap(text));
            return Optional.of(new String(text, StandardCharsets.US_ASCII));
        }
    }

    private static StoreKey key(Path file) throws IOException {
        Path real = file.toRealPath();
        BasicFileAttributes found = Files.readAttributes(real, BasicFileAttributes.class);
        Map<String, String> facts = new HashMap<>();
        facts.put("path", real.toString());
        facts.put("size", String.valueOf(found.size()));
        facts.put("modified", found.lastModifiedTime().toString());
        facts.put("identity", String.valueOf(found.fileKey()));
        if (real.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            facts.put("changed", Files.getAttribute(real, "unix:ctime").toString());
        }
        return new StoreKey("hash", facts);
    }
}
