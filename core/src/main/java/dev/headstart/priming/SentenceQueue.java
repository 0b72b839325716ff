package dev.headstart.priming;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The units of one source in random order, each once per pass; where there are shots, supports are drawn beside that order. */
final class SentenceQueue {
    private final String source;
    private final List<String> texts;
    private final Episode.Shape shape;
    private final Optional<Shots> shots;
    private final Random random;
    private final Deque<Integer> waiting = new ArrayDeque<>();

    /**
     * @param texts of every unit, the text of its whole sentence
     * @throws IllegalArgumentException if even a full pass may yield no task
     */
    SentenceQueue(String source, List<String> texts, Episode.Shape shape, Optional<Shots> shots, long seed) {
        this.source = source;
        this.texts = texts;
        this.shape = shape;
        this.shots = shots;
        this.random = new Random(seed);
        if (texts.size() - mostThatSupportBars() < shape.query()) {
            throw tooSmall();
        }
    }

    /** @return units of the texts in the unluckiest support set: each of another text, and of the most frequent ones */
    private long mostThatSupportBars() {
        Map<String, Long> units = texts.stream().collect(Collectors.groupingBy(text -> text, Collectors.counting()));
        return units.values().stream().sorted(Comparator.reverseOrder()).limit(shape.support()).mapToLong(n -> n).sum();
    }

    /** A support set, then a query set in which no text of the support occurs; what is passed over stays in turn. */
    Episode draw() {
        return attempt().or(() -> {
            refill();
            return attempt();
        }).orElseThrow();   // the constructor made sure that a full pass is enough
    }

    private Optional<Episode> attempt() {
        List<Integer> support = shots.map(greedy -> greedy.draw(random)).orElseGet(() -> take(shape.support(), Set.of()));
        Set<String> taken = new HashSet<>();
        support.forEach(unit -> taken.add(texts.get(unit)));
        List<Integer> query = take(shape.query(), taken);
        boolean complete = (shots.isPresent() || support.size() == shape.support()) && query.size() == shape.query();
        return complete ? Optional.of(new Episode(source, support, query)) : Optional.empty();
    }

    /** What is left at the end of a pass, too little for a task, is shuffled in with all the rest. */
    private void refill() {
        List<Integer> all = new ArrayList<>(IntStream.range(0, texts.size()).boxed().toList());
        Collections.shuffle(all, random);
        waiting.clear();
        waiting.addAll(all);
    }

    /** Up to {@code count} units from the head of the queue; fewer when it runs out. */
    private List<Integer> take(int count, Set<String> forbidden) {
        List<Integer> taken = new ArrayList<>();
        List<Integer> passedOver = new ArrayList<>();
        while (taken.size() < count && !waiting.isEmpty()) {
            int unit = waiting.remove();
            (forbidden.contains(texts.get(unit)) ? passedOver : taken).add(unit);
        }
        for (int i = passedOver.size() - 1; i >= 0; i--) {
            waiting.addFirst(passedOver.get(i));
        }
        return taken;
    }

    private IllegalArgumentException tooSmall() {
        return new IllegalArgumentException("Source '" + source + "' has only " + new HashSet<>(texts).size()
                + " different sentences in " + texts.size() + " units, too few for one task. "
                + "Use more data, or, in prime, smaller --support and --query.");
    }
}
