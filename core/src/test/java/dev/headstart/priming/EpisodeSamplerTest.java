package dev.headstart.priming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.data.Unit;
import dev.headstart.testing.TinyModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpisodeSamplerTest {
    private static final Episode.Shape SHAPE = new Episode.Shape(3, 2, 3);

    @Test
    void languagesTakeTurnsAcrossSteps() {
        EpisodeSampler sampler = new EpisodeSampler(sources("en", "es", "nl", "af"), SHAPE, 1);
        List<String> languages = new ArrayList<>();
        for (int step = 0; step < 4; step++) {
            sampler.next().forEach(task -> languages.add(task.source()));
        }
        assertThat(languages).containsExactly("en", "es", "nl", "af", "en", "es", "nl", "af", "en", "es", "nl", "af");
    }

    @Test
    void tasksHaveTheShapeThatWasAskedFor() {
        assertThat(new EpisodeSampler(sources("en", "es"), SHAPE, 1).next()).hasSize(3).allSatisfy(task -> {
            assertThat(task.support()).hasSize(2);
            assertThat(task.query()).hasSize(3);
        });
    }

    @Test
    void theSeedDecidesTheTasks() {
        List<Episode> tasks = drawn(sources("en", "es"), 1, 50);
        assertThat(drawn(sources("en", "es"), 1, 50)).isEqualTo(tasks);
        assertThat(drawn(sources("en", "es"), 2, 50)).isNotEqualTo(tasks);
    }

    @Test
    void languagesOfEqualSizeGetDifferentOrders() {
        List<Episode> tasks = drawn(sources("en", "es"), 1, 1);
        assertThat(tasks.get(0).support()).isNotEqualTo(tasks.get(1).support());
    }

    /** 23 units make four tasks of 5; the 3 that are left over are shuffled in with the rest. */
    @Test
    void withinAPassEverySentenceServesAtMostOnce() {
        List<Episode> tasks = drawn(Map.of("en", TinyModel.units(23, 1)), 1, 20);
        for (int pass = 0; pass + 4 <= tasks.size(); pass += 4) {
            List<Integer> served = units(tasks.subList(pass, pass + 4));
            assertThat(served).as("pass %d", pass / 4).hasSize(20).doesNotHaveDuplicates();
        }
    }

    @Test
    void aPassThatComesOutEvenUsesEverySentence() {
        List<Episode> tasks = drawn(Map.of("en", TinyModel.units(25, 1)), 1, 5);
        for (int pass = 0; pass + 5 <= tasks.size(); pass += 5) {
            assertThat(units(tasks.subList(pass, pass + 5))).containsExactlyInAnyOrderElementsOf(numbers(25));
        }
    }

    @Test
    void allSentencesServeInTheLongRun() {
        assertThat(units(drawn(Map.of("en", TinyModel.units(23, 1)), 1, 20))).containsAll(numbers(23));
    }

    @Test
    void anEpochIsAboutOnePassOverAllLanguages() {
        Map<String, List<Unit>> sources = Map.of("en", TinyModel.units(100, 1), "es", TinyModel.units(57, 2));
        assertThat(EpisodeSampler.stepsPerEpoch(sources, SHAPE, Sampling.defaults())).isEqualTo(157 / 15);
        assertThat(EpisodeSampler.stepsPerEpoch(Map.of("en", TinyModel.units(5, 1)), SHAPE, Sampling.defaults())).isEqualTo(1);
    }

    @Test
    void anEpochOfShotsIsAboutOnePassOfQueries() {
        Map<String, List<Unit>> sources = Map.of("en", TinyModel.units(100, 1), "es", TinyModel.units(57, 2));
        assertThat(EpisodeSampler.stepsPerEpoch(sources, SHAPE, new Sampling(Draw.TURNS, Optional.of(1)))).isEqualTo(157 / 9);
    }

    @Test
    void aSourceThatIsTooSmallIsRefusedBeforeAnythingIsDrawn() {
        Map<String, List<Unit>> sources = Map.of("en", TinyModel.units(40, 1), "af", TinyModel.units(4, 2));
        assertThatThrownBy(() -> new EpisodeSampler(sources, SHAPE, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'af'", "4 different sentences in 4 units", "--support", "--query");
    }

    @Test
    void aLanguageOfJustOneTaskIsEnough() {
        assertThat(drawn(Map.of("en", TinyModel.units(5, 1)), 1, 10)).hasSize(30)
                .allSatisfy(task -> assertThat(units(List.of(task))).containsExactlyInAnyOrderElementsOf(numbers(5)));
    }

    /** Of two texts, one twice, a support set of both would leave the query nothing. */
    @Test
    void aLanguageIsRefusedWhereAnUnluckyDrawWouldLeaveNoQuery() {
        Episode.Shape shape = new Episode.Shape(1, 2, 1);
        assertThatThrownBy(() -> new EpisodeSampler(Map.of("en", withTexts("a", "a", "b")), shape, 1))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2 different sentences in 3 units");
        assertThatCode(() -> new EpisodeSampler(Map.of("en", withTexts("a", "a", "b", "c")), shape, 1))
                .doesNotThrowAnyException();
    }

    @Test
    void tasksWithoutSupportOrQueryAreRefused() {
        List<Integer> none = List.of();
        assertThatThrownBy(() -> new Episode("en", none, List.of(1))).hasMessageContaining("0 support and 1 query");
        assertThatThrownBy(() -> new Episode("en", List.of(1), none)).hasMessageContaining("1 support and 0 query");
        assertThatThrownBy(() -> new Episode.Shape(0, 1, 1)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new Episode.Shape(1, 0, 1)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new Episode.Shape(1, 1, 0)).hasMessageContaining("at least 1");
    }

    private static List<Unit> withTexts(String... texts) {
        return IntStream.range(0, texts.length)
                .mapToObj(i -> new Unit(i, 0, texts[i], new int[1], new int[1], new int[1])).toList();
    }

    private static Map<String, List<Unit>> sources(String... languages) {
        Map<String, List<Unit>> sources = new LinkedHashMap<>();
        for (String language : languages) {
            sources.put(language, TinyModel.units(40, language.hashCode()));
        }
        return sources;
    }

    private static List<Episode> drawn(Map<String, List<Unit>> sources, long seed, int steps) {
        EpisodeSampler sampler = new EpisodeSampler(sources, SHAPE, seed);
        List<Episode> tasks = new ArrayList<>();
        Collections.nCopies(steps, sampler).forEach(s -> tasks.addAll(s.next()));
        return tasks;
    }

    private static List<Integer> units(List<Episode> tasks) {
        List<Integer> units = new ArrayList<>();
        tasks.forEach(task -> {
            units.addAll(task.support());
            units.addAll(task.query());
        });
        return units;
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
