package dev.headstart.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    private static final StoreKey KEY = key("a");
    private static final byte[] CONTENT = content(200, 1);

    @TempDir
    private Path folder;
    private final List<String> warnings = new ArrayList<>();

    @Test
    void whatIsKeptIsFoundByAnother() {
        assertThat(store().find(KEY)).isEmpty();
        assertThat(keep(store(), KEY, CONTENT)).isTrue();
        assertThat(read(store(), KEY)).contains(CONTENT);
        assertThat(read(store(), key("b"))).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void nothingIsContentToo() {
        assertThat(keep(store(), KEY, new byte[0])).isTrue();
        assertThat(read(store(), KEY)).contains(new byte[0]);
    }

    @Test
    void theOrderOfFactsDoesNotMatterTheirValuesAndTheKindDo() {
        Map<String, String> forwards = new LinkedHashMap<>(Map.of("x", "1"));
        forwards.put("y", "2");
        Map<String, String> backwards = new LinkedHashMap<>(Map.of("y", "2"));
        backwards.put("x", "1");
        String name = new StoreKey("things", forwards).fileName();
        assertThat(name).isEqualTo(new StoreKey("things", backwards).fileName());
        assertThat(name).isNotEqualTo(new StoreKey("thing", forwards).fileName())
                .isNotEqualTo(new StoreKey("things", Map.of("x", "2", "y", "1")).fileName());
    }

    @Test
    void aDamagedByteMakesItAbsent() throws IOException {
        keep(store(), KEY, CONTENT);
        byte[] whole = Files.readAllBytes(file(KEY));
        for (int place = 0; place < whole.length; place++) {
            byte[] damaged = whole.clone();
            damaged[place] ^= 1;
            Files.write(file(KEY), damaged);
            assertThat(read(store(), KEY)).as("byte %d", place).isEmpty();
        }
    }

    @Test
    void aFileCutShortAnywhereIsAbsentAndOneThatIsTooLong() throws IOException {
        keep(store(), KEY, CONTENT);
        byte[] whole = Files.readAllBytes(file(KEY));
        for (int length = 0; length < whole.length; length++) {
            Files.write(file(KEY), Arrays.copyOf(whole, length));
            assertThat(read(store(), KEY)).as("%d bytes", length).isEmpty();
        }
        Files.write(file(KEY), Arrays.copyOf(whole, whole.length + 1));
        assertThat(read(store(), KEY)).isEmpty();
    }

    @Test
    void theFileOfAnotherKeyIsAbsentUnderThisName() throws IOException {
        keep(store(), key("b"), CONTENT);
        Files.copy(file(key("b")), file(KEY));
        assertThat(read(store(), KEY)).isEmpty();
    }

    @Test
    void whatIsDamagedIsReplaced() throws IOException {
        Files.writeString(file(KEY), "something else");
        assertThat(keep(store(), KEY, CONTENT)).isTrue();
        assertThat(read(store(), KEY)).contains(CONTENT);
    }

    @Test
    void aWriterThatFailsLeavesNothing() {
        assertThatThrownBy(() -> store().put(KEY, 10, sink -> {
            sink.write(ByteBuffer.wrap(CONTENT));
            throw new IllegalStateException("by the test");
        })).hasMessage("by the test");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aWriterThatWritesLessThanItSaidIsABug() {
        assertThatThrownBy(() -> store().put(KEY, 10, sink -> sink.write(ByteBuffer.allocate(9))))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("has 9 bytes, announced were 10");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFullDiskIsSaidOnceAndTheStoreLeftAlone() {
        keep(store(), KEY, CONTENT);
        Store full = store();
        for (String name : List.of("b", "c")) {
            assertThat(full.put(key(name), 10, sink -> {
                throw new IOException("No space left on device");
            })).isFalse();
        }
        assertThat(full.find(KEY)).isEmpty();
        assertThat(warnings).containsExactly("Going on without the cache: cannot write to " + folder
                + ": No space left on device. Free some, or choose another folder.");
    }

    @Test
    void aFolderThatCannotBeMadeIsSaidOnce() throws IOException {
        Path occupied = Files.writeString(folder.resolve("file"), "text").resolve("cache");
        Store store = new Store(occupied, 1000, warnings::add);
        assertThat(store.find(KEY)).isEmpty();
        assertThat(keep(store, KEY, CONTENT)).isFalse();
        assertThat(keep(store, KEY, CONTENT)).isFalse();
        assertThat(warnings).singleElement().asString().startsWith("Going on without the cache: cannot write to " + occupied);
    }

    private Store store() {
        return new Store(folder, 1 << 20, warnings::add);
    }

    private Path file(StoreKey key) {
        return folder.resolve(key.fileName());
    }

    static StoreKey key(String name) {
        return new StoreKey("things", Map.of("name", name));
    }

    static byte[] content(int size, long seed) {
        byte[] content = new byte[size];
        new Random(seed).nextBytes(content);
        return content;
    }

    static boolean keep(Store store, StoreKey key, byte[] content) {
        return store.put(key, content.length, sink -> sink.write(ByteBuffer.wrap(content)));
    }

    static Optional<byte[]> read(Store store, StoreKey key) {
        Optional<DiskBytes> found = store.find(key);
        return found.map(content -> {
            try (content) {
                byte[] bytes = new byte[Math.toIntExact(content.size())];
                content.read(0, ByteBuffer.wrap(bytes));
                return bytes;
            }
        });
    }
}
