package dev.headstart.finetune;

import dev.headstart.io.DiskBytes;
import dev.headstart.io.DiskException;
import dev.headstart.io.Store;
import dev.headstart.io.StoreKey;
import dev.headstart.torch.HostMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Where features are kept: in memory, or on disk and mapped where that would take too much; and for later runs, if there is
 * a store.
 *
 * @param store  where later runs find them
 * @param origin names the encoder and the program
 * @param memory most bytes that the features of one corpus may take in memory
 */
public record FeatureStorage(Optional<Store> store, Map<String, String> origin, long memory) {
    private static final int SHARE_OF_MEMORY = 4;

    public FeatureStorage {
        origin = Map.copyOf(origin);
        if (memory < 0) {
            throw new IllegalArgumentException("Features may take " + memory + " bytes of memory; it must be at least 0.");
        }
        if (store.isPresent() && origin.isEmpty()) {
            throw new IllegalArgumentException("Features that are stored must say which encoder they come from.");
        }
    }

    /** For this run alone. */
    public static FeatureStorage forThisRun() {
        return new FeatureStorage(Optional.empty(), Map.of(), defaultMemory());
    }

    /** @return a quarter of the machine's memory, bytes */
    public static long defaultMemory() {
        return HostMemory.installed() / SHARE_OF_MEMORY;
    }

    /** @param reused whether an earlier run has computed them */
    record Kept(Rows rows, boolean reused) {}

    /** Finds the table or computes it. */
    Kept keep(ComputedTable table) {
        Map<String, String> facts = new HashMap<>(origin);
        facts.putAll(table.facts());
        StoreKey key = new StoreKey("features", facts);
        Optional<DiskBytes> found = store.flatMap(kept -> kept.find(key));
        if (found.isPresent()) {
            return new Kept(open(found.get(), table), true);
        }
        return new Kept(fitsMemory(table) ? inMemory(key, table) : onDisk(key, table), false);
    }

    private boolean fitsMemory(ComputedTable table) {
        return table.shape().bytes() <= memory;
    }

    private Rows open(DiskBytes content, ComputedTable table) {
        if (!fitsMemory(table)) {
            return new RowsOnDisk(content, table.shape(), table.engine());
        }
        try (content; PointerScope scope = new PointerScope()) {
            Tensor all = table.shape().empty();
            long position = 0;
            for (ByteBuffer window : HostMemory.windows(all)) {
                content.read(position, window);
                position += window.limit();
            }
            return new RowsInMemory(table.engine().place(all), table.engine());
        }
    }

    private Rows inMemory(StoreKey key, ComputedTable table) {
        try (PointerScope scope = new PointerScope()) {
            Tensor all = table.tensor();
            store.ifPresent(kept -> kept.put(key, table.shape().bytes(), sink -> ComputedTable.write(all, sink)));
            return new RowsInMemory(all, table.engine());
        }
    }

    private Rows onDisk(StoreKey key, ComputedTable table) {
        Optional<DiskBytes> stored = store.filter(kept -> kept.put(key, table.shape().bytes(), table::writeTo))
                .flatMap(kept -> kept.find(key));
        try {
            DiskBytes content = stored.isPresent() ? stored.get() : DiskBytes.temporary(table::writeTo);
            return new RowsOnDisk(content, table.shape(), table.engine());
        } catch (IOException e) {
            throw new DiskException("Cannot keep features on disk in", Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }
}
