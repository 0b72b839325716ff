package dev.headstart.priming;

import dev.headstart.data.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Draws the batches of tasks of Algorithm 1, line 2. By default sources take turns, and within a source every sentence serves
 * once, as support or as query, before any serves again. Deterministic by seed.
 */
public final class EpisodeSampler {
    /** Keeps the choice of sources apart from the order of their sentences. */
    private static final long SEED_OF_SOURCES = 1_000_003;

    private final Episode.Shape shape;
    private final List<String> names;
    private final Map<String, SentenceQueue> queues = new LinkedHashMap<>();
    private final Supplier<Integer> draw;

    /** @throws IllegalArgumentException if a source is too small */
    public EpisodeSampler(Map<String, Source> sources, Episode.Shape shape, Sampling sampling, long seed) {
        this(Source.units(sources), shape, sampling.draw(), seed, name -> sampling.shots()
                .map(shots -> new Shots(name, sources.get(name), shots, shape.support())));
    }

    /** By default. @param units of each source @throws IllegalArgumentException if a source is too small */
    public EpisodeSampler(Map<String, List<Unit>> units, Episode.Shape shape, long seed) {
        this(units, shape, Draw.TURNS, seed, name -> Optional.empty());
    }

    private EpisodeSampler(Map<String, List<Unit>> units, Episode.Shape shape, Draw draw, long seed,
            Function<String, Optional<Shots>> shots) {
        this.shape = shape;
        this.names = List.copyOf(units.keySet());
        for (String name : names) {
            List<String> texts = units.get(name).stream().map(Unit::text).toList();
            queues.put(name, new SentenceQueue(name, texts, shape, shots.apply(name), seed + 31L * queues.size()));
        }
        this.draw = draw.from(names.stream().map(name -> units.get(name).size()).toList(), seed + SEED_OF_SOURCES);
    }

    /** @return the tasks of the next outer step */
    public List<Episode> next() {
        List<Episode> tasks = new ArrayList<>();
        for (int i = 0; i < shape.tasks(); i++) {
            tasks.add(queues.get(names.get(draw.get())).draw());
        }
        return tasks;
    }

    /** @return outer steps in which every sentence of all sources serves about once; with shots, as query: supports are drawn beside */
    public static int stepsPerEpoch(Map<String, List<Unit>> sources, Episode.Shape shape, Sampling sampling) {
        int units = sources.values().stream().mapToInt(List::size).sum();
        int inTurn = shape.query() + (sampling.shots().isPresent() ? 0 : shape.support());
        return Math.max(1, units / (shape.tasks() * inTurn));
    }
}
