package dev.headstart.finetune;

import dev.headstart.data.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Endless batches of units: every unit once an epoch, units of similar length together. */
final class Batches {
    /** Units are sorted by length within this many batches at a time, which keeps the order random on the whole. */
    private static final int BATCHES_PER_POOL = 32;

    private final List<Unit> units;
    private final int size;
    private final Random random;
    private final List<List<Integer>> waiting = new ArrayList<>();

    Batches(List<Unit> units, int size, long seed) {
        if (size < 1) {
            throw new IllegalArgumentException("The batch size is " + size + "; it must be at least 1.");
        }
        this.units = units;
        this.size = size;
        this.random = new Random(seed);
    }

    /** @return numbers of the next units */
    List<Integer> next() {
        if (waiting.isEmpty()) {
            waiting.addAll(epoch());
        }
        return waiting.remove(waiting.size() - 1);
    }

    private List<List<Integer>> epoch() {
        List<Integer> shuffled = new ArrayList<>(IntStream.range(0, units.size()).boxed().toList());
        Collections.shuffle(shuffled, random);
        List<List<Integer>> batches = new ArrayList<>();
        for (List<Integer> pool : slices(shuffled, size * BATCHES_PER_POOL)) {
            batches.addAll(slices(pool.stream().sorted(Comparator.comparingInt(i -> units.get(i).length())).toList(), size));
        }
        Collections.shuffle(batches, random);
        return batches;
    }

    /** @return consecutive parts of {@code size}; the last may be shorter */
    static List<List<Integer>> slices(List<Integer> all, int size) {
        List<List<Integer>> slices = new ArrayList<>();
        for (List<Integer> rest = all; !rest.isEmpty(); rest = rest.subList(Math.min(size, rest.size()), rest.size())) {
            slices.add(rest.subList(0, Math.min(size, rest.size())));
        }
        return slices;
    }
}
