package dev.headstart.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.testing.JavaProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreConcurrencyTest {
    private static final byte[] CONTENT = StoreTest.content(StoreProgram.CONTENT, 7);

    @TempDir
    private Path folder;

    @Test
    void twoThreadsWriteOneKeyAtOnce() throws Exception {
        Store store = new Store(folder, 1 << 24, warning -> { });
        CyclicBarrier bothWrite = new CyclicBarrier(2);
        List<CompletableFuture<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            writers.add(onItsOwnThread(() -> store.put(StoreTest.key("a"), CONTENT.length, sink -> {
                meet(bothWrite);
                sink.write(ByteBuffer.wrap(CONTENT));
            })));
        }
        for (CompletableFuture<Boolean> writer : writers) {
            assertThat(writer.get(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(StoreTest.read(store, StoreTest.key("a"))).contains(CONTENT);
        assertThat(names()).containsExactly(StoreTest.key("a").fileName());
    }

    @Test
    void twoProcessesWriteOneKeyAtOnceAndAThirdReadsIt() throws Exception {
        List<CompletableFuture<JavaProcess.Result>> writers = List.of(start("write"), start("write"));
        Store reader = new Store(folder, 1 << 24, warning -> { });
        while (!writers.stream().allMatch(CompletableFuture::isDone)) {
            StoreTest.read(reader, StoreTest.key("a")).ifPresent(found -> assertThat(found).isEqualTo(CONTENT));
        }
        for (CompletableFuture<JavaProcess.Result> writer : writers) {
            assertThat(writer.get().exitCode()).as(writer.get().output()).isZero();
            assertThat(writer.get().output()).isEmpty();
        }
        assertThat(StoreTest.read(reader, StoreTest.key("a"))).contains(CONTENT);
        assertThat(names()).containsExactly(StoreTest.key("a").fileName());
    }

    @Test
    void aKilledWriterLeavesNoEntry() throws Exception {
        assertThat(start("die").get().exitCode()).isEqualTo(137);
        assertThat(names()).singleElement().asString().endsWith(".tmp");
        Store store = new Store(folder, 1 << 24, warning -> { });
        assertThat(store.find(StoreTest.key("a"))).isEmpty();
        assertThat(StoreTest.keep(store, StoreTest.key("a"), CONTENT)).isTrue();
        assertThat(StoreTest.read(store, StoreTest.key("a"))).contains(CONTENT);
    }

    @Test
    void whatThisProcessUsesAnotherDoesNotRemove() throws Exception {
        Store store = new Store(folder, 1 << 24, warning -> { });
        StoreTest.keep(store, StoreTest.key("ours"), CONTENT);
        try (DiskBytes used = store.find(StoreTest.key("ours")).orElseThrow()) {
            assertThat(start("squeeze").get().output().strip()).isEqualTo("false");
            assertThat(used.size()).isEqualTo(CONTENT.length);
        }
        assertThat(StoreTest.read(store, StoreTest.key("ours"))).contains(CONTENT);
        assertThat(start("squeeze").get().output().strip()).isEqualTo("true");
        assertThat(StoreTest.read(store, StoreTest.key("ours"))).isEmpty();
    }

    private CompletableFuture<JavaProcess.Result> start(String what) {
        return onItsOwnThread(() -> JavaProcess.run(List.of("-Xshare:auto"), StoreProgram.class, what, folder.toString(),
                "a"));
    }

    /** Not in the common pool: on two cores it has one thread (from JDK 25 on), where two tasks never meet. */
    private static <T> CompletableFuture<T> onItsOwnThread(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, started -> new Thread(started).start());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(1, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new IllegalStateException("The other writer did not come.", e);
        }
    }
}
