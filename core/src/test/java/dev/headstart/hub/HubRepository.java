package dev.headstart.hub;

import dev.headstart.io.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What {@link HubServer} serves under one name: one commit, to which {@code main}, {@code refs/pr/1} and its hash lead. */
record HubRepository(String name, Map<String, byte[]> files) {
    static HubRepository of(String name, Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return new HubRepository(name, files);
    }

    static List<Path> folders(Path folder) throws IOException {
        try (Stream<Path> all = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    /** @return made from the contents, as git does */
    String commit() {
        StringBuilder all = new StringBuilder(name);
        files.keySet().stream().sorted().forEach(path -> all.append(path).append(hash(path)));
        return sha1(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    boolean has(String revision) {
        return List.of("main", "refs/pr/1", commit()).contains(revision);
    }

    Optional<byte[]> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    Optional<byte[]> content(String hash) {
        return files.keySet().stream().filter(path -> hash(path).equals(hash)).findFirst().map(files::get);
    }

    /** @return whether git would keep the file outside itself */
    boolean isLarge(String path) {
        return path.endsWith(".safetensors") || path.endsWith(".parquet");
    }

    String hash(String path) {
        byte[] content = files.get(path);
        return isLarge(path) ? Sha256.ofBytes(ByteBuffer.wrap(content)) : gitHash(content);
    }

    static String gitHash(byte[] content) {
        byte[] head = ("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII);
        return sha1(ByteBuffer.allocate(head.length + content.length).put(head).put(content).array());
    }

    private static String sha1(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    Map<String, Object> info() {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("id", name);
        info.put("sha", commit());
        info.put("siblings", files.keySet().stream().map(path -> Map.of("rfilename", path)).toList());
        return info;
    }

    List<Map<String, Object>> tree() {
        return files.keySet().stream().map(path -> {
            Map<String, Object> entry = new HashMap<>();
            entry.put("type", "file");
            entry.put("path", path);
            entry.put("size", files.get(path).length);
            entry.put("oid", gitHash(files.get(path)));
            if (isLarge(path)) {
                entry.put("lfs", Map.of("oid", hash(path), "size", files.get(path).length, "pointerSize", 130));
            }
            return entry;
        }).toList();
    }
}
