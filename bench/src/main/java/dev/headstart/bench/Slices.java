package dev.headstart.bench;

import java.util.ArrayList;
import java.util.List;

/** Lists cut into batches. */
final class Slices {
    private Slices() {}

    /** @return consecutive parts of {@code size}; the last may be shorter */
    static <T> List<List<T>> of(List<T> all, int size) {
        List<List<T>> slices = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            slices.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return slices;
    }
}
