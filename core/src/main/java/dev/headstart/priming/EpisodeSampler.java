package dev.headstart.priming;

import dev.headstart.data.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws the batches of tasks of Algorithm 1, line 2. Languages take turns; within a language every sentence serves once,
 * as support or as query, before any serves again. Deterministic by seed.
 */
public final class EpisodeSampler {
    private final Episode.Shape shape;
    private final List<String> languages;
    private final Map<String, SentenceQueue> queues = new LinkedHashMap<>();
    private long drawn;

    /** @param sources units of each source language @throws IllegalArgumentException if a language is too small */
    public EpisodeSampler(Map<String, List<Unit>> sources, Episode.Shape shape, long seed) {
        this.shape = shape;
        this.languages = List.copyOf(sources.keySet());
        for (String language : languages) {
            List<String> texts = sources.get(language).stream().map(Unit::text).toList();
            queues.put(language, new SentenceQueue(language, texts, shape, seed + 31L * queues.size()));
        }
    }

    /** @return the tasks of the next outer step */
    public List<Episode> next() {
        List<Episode> tasks = new ArrayList<>();
        for (int i = 0; i < shape.tasks(); i++) {
            String language = languages.get((int) (drawn++ % languages.size()));
            tasks.add(queues.get(language).draw());
        }
        return tasks;
    }

    /** @return outer steps in which every sentence of all languages serves about once */
    public static int stepsPerEpoch(Map<String, List<Unit>> sources, Episode.Shape shape) {
        int units = sources.values().stream().mapToInt(List::size).sum();
        return Math.max(1, units / (shape.tasks() * (shape.support() + shape.query())));
    }
}
