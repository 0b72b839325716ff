package dev.headstart.priming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.data.LabelSet;
import dev.headstart.data.Unit;
import dev.headstart.task.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShotsTest {
    private static final LabelSet TAGS = new LabelSet(List.of("B-LOC", "B-PER", "I-PER", "O"));
    private static final Sampling THREE = new Sampling(Draw.TURNS, Optional.of(3));

    /** 60 sentences of four words: most of O alone, a person in every fifth, two places in every tenth. */
    private static Source source(String task) {
        List<Unit> units = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int[] labels = i % 10 == 0 ? new int[] {0, 3, 0, 3} : i % 5 == 1 ? new int[] {1, 2, 3, 3} : new int[] {3, 3, 3, 3};
            units.add(new Unit(i, 0, "text " + i, new int[4], new int[] {0, 1, 2, 3}, labels));
        }
        return new Source(Task.named(task), TAGS, units);
    }

    private static List<Episode> episodes(Source source, int support, Sampling sampling, long seed) {
        EpisodeSampler sampler = new EpisodeSampler(Map.of("en", source), new Episode.Shape(1, support, 4), sampling, seed);
        List<Episode> tasks = new ArrayList<>();
        IntStream.range(0, 100).forEach(i -> tasks.addAll(sampler.next()));
        return tasks;
    }

    private static int count(Source source, Episode task, String type) {
        return task.support().stream().mapToInt(unit -> Collections.frequency(source.shots(source.units().get(unit)), type)).sum();
    }

    @Test
    void everyTypeOccursKTimesAndNoSentenceIsThereForNothing() {
        Source source = source("spans");
        assertThat(episodes(source, 16, THREE, 1)).allSatisfy(task -> {
            assertThat(count(source, task, "PER")).isEqualTo(3);
            assertThat(count(source, task, "LOC")).as("two a sentence").isEqualTo(4);
            assertThat(task.support()).hasSize(5).doesNotHaveDuplicates();
            assertThat(task.query()).hasSize(4).doesNotContainAnyElementsOf(task.support());
        });
    }

    @Test
    void tagsOfTokensAreTypesThemselves() {
        Source source = source("tokens");
        assertThat(episodes(source, 16, THREE, 1)).allSatisfy(task ->
                assertThat(TAGS.names()).allSatisfy(tag -> assertThat(count(source, task, tag)).isGreaterThanOrEqualTo(3)));
    }

    @Test
    void theRarestTypesComeFirstWhereThereIsNoRoomForAll() {
        Source source = source("spans");
        assertThat(episodes(source, 2, THREE, 1)).allSatisfy(task -> {
            assertThat(task.support()).hasSize(2);
            assertThat(count(source, task, "LOC") + count(source, task, "PER")).isGreaterThanOrEqualTo(2);
        });
    }

    @Test
    void theSeedDecides() {
        assertThat(episodes(source("spans"), 16, THREE, 1)).isEqualTo(episodes(source("spans"), 16, THREE, 1))
                .isNotEqualTo(episodes(source("spans"), 16, THREE, 2));
    }

    @Test
    void queriesStillServeEachSentenceOnceAPass() {
        List<Integer> queries = new ArrayList<>();
        episodes(source("spans"), 16, THREE, 1).subList(0, 12).forEach(task -> queries.addAll(task.query()));
        assertThat(queries).hasSize(48).doesNotHaveDuplicates();
    }

    @Test
    void aTextServesOnceAndWhatIsNotThereIsNotWaitedFor() {
        List<Unit> units = new ArrayList<>(source("spans").units().subList(1, 40));
        units.replaceAll(unit -> unit.labels()[0] == 0
                ? new Unit(unit.sentence(), 0, "same", unit.ids(), unit.words(), unit.labels()) : unit);
        Source source = new Source(Task.named("spans"), TAGS, units);
        List<Integer> support = new Shots("en", source, 5, 16).draw(new Random(1));
        assertThat(support.stream().map(unit -> units.get(unit).text())).doesNotHaveDuplicates();
    }

    @Test
    void aSourceWithoutAnyTypeIsRefused() {
        Source nothing = new Source(Task.named("spans"), TAGS, source("spans").units().stream()
                .filter(unit -> unit.labels()[0] == 3).toList());
        assertThatThrownBy(() -> episodes(nothing, 16, THREE, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'en'", "--shots");
        assertThatThrownBy(() -> new Sampling(Draw.TURNS, Optional.of(0))).hasMessageContaining("at least 1");
    }

    /** What the sampler drew before there was a choice: of these units, two steps from seed 1, in this order. */
    @Test
    void byDefaultTasksAreDrawnAsEver() {
        EpisodeSampler sampler = new EpisodeSampler(Map.of("en", source("spans")), new Episode.Shape(2, 3, 2), Sampling.defaults(), 1);
        EpisodeSampler plain = new EpisodeSampler(Map.of("en", source("spans").units()), new Episode.Shape(2, 3, 2), 1);
        List<Integer> order = new ArrayList<>(IntStream.range(0, 60).boxed().toList());
        Collections.shuffle(order, new Random(1));
        List<Episode> expected = List.of(new Episode("en", order.subList(0, 3), order.subList(3, 5)),
                new Episode("en", order.subList(5, 8), order.subList(8, 10)));
        assertThat(sampler.next()).isEqualTo(expected);
        assertThat(plain.next()).isEqualTo(expected);
    }
}
