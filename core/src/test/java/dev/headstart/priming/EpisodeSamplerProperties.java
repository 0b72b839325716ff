package dev.headstart.priming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.data.Unit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Corpora whose texts repeat, and whose long sentences are several units of one text. */
class EpisodeSamplerProperties {
    private static final int DRAWS = 300;

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void supportAndQueryNeverShareAText(long seed) {
        List<Unit> units = units(new Random(seed));
        for (Episode task : tasks(units, seed)) {
            assertThat(texts(units, task.query())).as("seed %d, %s", seed, task)
                    .doesNotContainAnyElementsOf(texts(units, task.support()));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noUnitServesTwiceInATask(long seed) {
        for (Episode task : tasks(units(new Random(seed)), seed)) {
            List<Integer> all = new ArrayList<>(task.support());
            all.addAll(task.query());
            assertThat(all).as("seed %d, %s", seed, task).doesNotHaveDuplicates();
        }
    }

    /** The first task that repeats a unit begins a new pass; by then all but too little for a task has served. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aUnitServesAgainOnlyAfterAllButTheLeftOverServed(long seed) {
        List<Unit> units = units(new Random(seed));
        Set<Integer> served = new HashSet<>();
        for (Episode task : tasks(units, seed)) {
            List<Integer> own = new ArrayList<>(task.support());
            own.addAll(task.query());
            if (own.stream().anyMatch(served::contains)) {
                assertThat(tooLittle(units, served, task)).as("seed %d, %s after %s", seed, task, served).isTrue();
                served.clear();
            }
            served.addAll(own);
        }
    }

    /** Whether some support set of the units that have not served leaves too few of other texts for a query. */
    private static boolean tooLittle(List<Unit> units, Set<Integer> served, Episode task) {
        Map<String, Long> left = IntStream.range(0, units.size()).filter(i -> !served.contains(i)).boxed()
                .collect(Collectors.groupingBy(i -> units.get(i).text(), Collectors.counting()));
        long all = left.values().stream().mapToLong(Long::longValue).sum();
        long withSupport = left.values().stream().sorted((a, b) -> Long.compare(b, a)).limit(task.support().size())
                .mapToLong(Long::longValue).sum();
        return all < task.support().size() || all - withSupport < task.query().size();
    }

    private static List<Episode> tasks(List<Unit> units, long seed) {
        Random random = new Random(seed);
        Episode.Shape shape = new Episode.Shape(1, 1 + random.nextInt(4), 1 + random.nextInt(4));
        EpisodeSampler sampler = new EpisodeSampler(Map.of("en", units), shape, seed);
        List<Episode> tasks = new ArrayList<>();
        for (int i = 0; i < DRAWS; i++) {
            tasks.addAll(sampler.next());
        }
        return tasks;
    }

    /** 30 to 59 sentences of about half as many texts, each one to three units long, in the order of a corpus. */
    private static List<Unit> units(Random random) {
        int sentences = 30 + random.nextInt(30);
        List<Unit> units = new ArrayList<>();
        for (int sentence = 0; sentence < sentences; sentence++) {
            int text = random.nextInt(sentences);
            int parts = 1 + Math.max(0, text % 5 - 2);
            for (int part = 0; part < parts; part++) {
                units.add(new Unit(sentence, part, "text " + text, new int[] {part}, new int[1], new int[1]));
            }
        }
        return units;
    }

    private static List<String> texts(List<Unit> units, List<Integer> numbers) {
        return numbers.stream().map(number -> units.get(number).text()).toList();
    }
}
