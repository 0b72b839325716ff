package dev.headstart.hub;

import dev.headstart.io.DiskException;
import dev.headstart.io.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The hash by which the hub names a content, which is also the name of its blob in the cache: SHA-256 of what git keeps outside
 * itself (LFS), SHA-1 of a git blob of all else.
 *
 * @param hex 64 or 40 lower-case digits
 */
record ContentHash(String hex) {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern GIT = Pattern.compile("[0-9a-f]{40}");
    private static final int BLOCK_BYTES = 1 << 16;

    ContentHash {
        if (!isHash(hex)) {
            throw new IllegalArgumentException("'" + hex + "' is no SHA-256 and no hash of git.");
        }
    }

    private static boolean isHash(String text) {
        return SHA_256.matcher(text).matches() || GIT.matcher(text).matches();
    }

    /** @return the hash in an ETag; empty if it is something else */
    static Optional<ContentHash> ofTag(String tag) {
        String bare = tag.strip().replaceFirst("^W/", "").replace("\"", "");
        return isHash(bare) ? Optional.of(new ContentHash(bare)) : Optional.empty();
    }

    /**
     * @return whether the file is there and has the content that is named
     * @throws DiskException if it cannot be read
     */
    boolean matches(Path file) {
        try {
            return Files.exists(file) && hex.equals(SHA_256.matcher(hex).matches() ? Sha256.ofFile(file) : ofGitBlob(file));
        } catch (IOException e) {
            throw new DiskException("Cannot read", file, e);
        }
    }

    private static String ofGitBlob(Path file) throws IOException {
        MessageDigest digest = sha1();
        digest.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.US_ASCII));
        try (InputStream content = Files.newInputStream(file)) {
            byte[] block = new byte[BLOCK_BYTES];
            for (int count = content.read(block); count >= 0; count = content.read(block)) {
                digest.update(block, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-1.", e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
