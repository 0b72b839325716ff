package dev.headstart.io;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Another process at the same store, for {@link StoreConcurrencyTest}: {@code write} keeps an entry many times over,
 * {@code die} is killed amid one, {@code squeeze} keeps one where there is room for no other.
 */
final class StoreProgram {
    static final int TIMES = 50;
    static final int CONTENT = 100_000;
    private static final int KILLED = 137;

    private StoreProgram() {}

    public static void main(String[] args) {
        Path folder = Path.of(args[1]);
        StoreKey key = StoreTest.key(args[2]);
        switch (args[0]) {
            case "write" -> write(new Store(folder, 1 << 24, System.out::println), key);
            case "die" -> new Store(folder, 1 << 24, System.out::println).put(key, CONTENT, sink -> {
                sink.write(ByteBuffer.allocate(CONTENT / 2));
                Runtime.getRuntime().halt(KILLED);
            });
            default -> System.out.println(StoreTest.keep(new Store(folder, StoreFormat.fileSize(key, CONTENT), System.out::println),
                    key, new byte[CONTENT]));
        }
    }

    /** Whatever the other writer does, the entry is whole from the first time on. */
    private static void write(Store store, StoreKey key) {
        for (int i = 0; i < TIMES; i++) {
            boolean kept = StoreTest.keep(store, key, StoreTest.content(CONTENT, 7));
            if (!kept || StoreTest.read(store, key).isEmpty()) {
                throw new IllegalStateException("The entry is not there after writing it for time " + i + ".");
            }
        }
    }
}
