package dev.headstart.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreLimitTest {
    private static final int CONTENT = 1000;
    private static final long ENTRY = StoreFormat.fileSize(StoreTest.key("0"), CONTENT);

    @TempDir
    private Path folder;
    private final List<String> warnings = new ArrayList<>();
    private Store store;

    /** Three entries, used one after the other; they fill the store. */
    @BeforeEach
    void fill() throws IOException {
        store = new Store(folder, 3 * ENTRY, warnings::add);
        for (int i = 0; i < 3; i++) {
            keep(i);
            unused(StoreTest.key("" + i).fileName(), Duration.ofDays(10 - i));
        }
        assertThat(kept()).containsExactly(0, 1, 2);
    }

    @Test
    void theOneUnusedForLongestMakesRoom() {
        keep(3);
        assertThat(kept()).containsExactly(1, 2, 3);
        assertThat(warnings).isEmpty();
    }

    @Test
    void whatWasFoundHasBeenUsed() {
        StoreTest.read(store, StoreTest.key("0"));
        keep(3);
        assertThat(kept()).containsExactly(0, 2, 3);
    }

    @Test
    void whatIsInUseStaysEvenIfItIsTheOldest() throws IOException {
        try (DiskBytes used = store.find(StoreTest.key("0")).orElseThrow()) {
            unused(StoreTest.key("0").fileName(), Duration.ofDays(20));
            keep(3);
            assertThat(kept()).containsExactly(0, 2, 3);
            assertThat(used.size()).isEqualTo(CONTENT);
        }
        unused(StoreTest.key("0").fileName(), Duration.ofDays(20));
        keep(4);
        assertThat(kept()).containsExactly(2, 3, 4);
    }

    @Test
    void whereAllIsInUseNothingIsAdded() {
        try (DiskBytes a = store.find(StoreTest.key("0")).orElseThrow(); DiskBytes b = store.find(StoreTest.key("1")).orElseThrow();
                DiskBytes c = store.find(StoreTest.key("2")).orElseThrow()) {
            assertThat(StoreTest.keep(store, StoreTest.key("3"), new byte[CONTENT])).isFalse();
            assertThat(a.size() + b.size() + c.size()).isEqualTo(3 * CONTENT);
        }
        assertThat(kept()).containsExactly(0, 1, 2);
    }

    @Test
    void whatIsLargerThanTheLimitDrivesNothingOut() {
        assertThat(store.put(StoreTest.key("3"), 5000, sink -> sink.write(ByteBuffer.allocate(5000)))).isFalse();
        assertThat(kept()).containsExactly(0, 1, 2);
        assertThat(warnings).singleElement().asString().startsWith("Not cached: the things take ").contains("--cache-limit");
    }

    @Test
    void filesOfOthersAreLeftAlone() throws IOException {
        Path theirs = Files.write(folder.resolve("thesis.entry"), new byte[100_000]);
        unused("thesis.entry", Duration.ofDays(1000));
        keep(3);
        assertThat(theirs).exists();
        assertThat(kept()).containsExactly(1, 2, 3);
    }

    @Test
    void whatAKilledWriterLeftGoesOnceItIsOld() throws IOException {
        String name = "." + StoreTest.key("x").fileName() + ".00000000-0000-4000-8000-000000000000.tmp";
        Files.write(folder.resolve(name), new byte[10]);
        keep(3);
        assertThat(folder.resolve(name)).exists();
        unused(name, Duration.ofHours(7));
        keep(4);
        assertThat(folder.resolve(name)).doesNotExist();
    }

    private void keep(int number) {
        StoreTest.keep(store, StoreTest.key("" + number), StoreTest.content(CONTENT, number));
    }

    /** @return numbers of the entries whose files are there */
    private List<Integer> kept() {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            if (Files.exists(folder.resolve(StoreTest.key("" + i).fileName()))) {
                kept.add(i);
            }
        }
        return kept;
    }

    private void unused(String name, Duration since) throws IOException {
        Files.setLastModifiedTime(folder.resolve(name), FileTime.from(Instant.now().minus(since)));
    }
}
