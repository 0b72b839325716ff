package dev.headstart.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headstart.data.Columns;
import dev.headstart.data.Readout;
import dev.headstart.data.TagScheme;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class TaskTest {
    static List<Task> kinds() {
        return Task.KINDS;
    }

    /** The contract of every kind, of those to come too. */
    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindIsFoundByItsNameAlsoInJson(Task task) {
        assertThat(Task.named(task.name())).isEqualTo(task);
        String json = JsonMapper.shared().writeValueAsString(task);
        assertThat(json).isEqualTo("\"" + task.name() + "\"");
        assertThat(JsonMapper.shared().readValue(json, Task.class)).isEqualTo(task);
        assertThat(task.describe()).contains("scored by");
        assertThat(task.reading(TagScheme.IOB2, Columns.usual()).readout()).isEqualTo(task.readout());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindKeepsTheLabelsThatOccurAndJudgesThem(Task task) {
        TreeSet<String> occurring = new TreeSet<>(List.of("B-LOC", "I-LOC", "O"));
        assertThat(task.labels(occurring).names()).containsExactlyElementsOf(occurring);
        List<List<String>> gold = List.of(List.of("B-LOC"), List.of("O"));
        assertThat(task.scorer().score(gold, gold).main()).isEqualTo(1);
        assertThat(task.scorer().score(gold, gold).mainFigure()).isEqualTo(task.scorer().mainFigure());
    }

    @Test
    void anUnknownNameListsTheKinds() {
        assertThatThrownBy(() -> Task.named("topics")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'topics'", "spans, tokens, sentences");
    }

    @Test
    void aTypeOfSpanHasBothTagsAndOutsideIsThere() {
        assertThat(new Spans().labels(new TreeSet<>(List.of("B-PER"))).names()).containsExactly("B-PER", "I-PER", "O");
    }

    @Test
    void tagsAndClassesStandForThemselves() {
        assertThat(new Tokens().labels(new TreeSet<>(List.of("VERB", "NOUN"))).names()).containsExactly("NOUN", "VERB");
        assertThat(new Sentences().readout()).isEqualTo(Readout.SENTENCE);
    }

    @Test
    void onlySpansHaveATagScheme() {
        assertThatThrownBy(() -> new Tokens().reading(TagScheme.IOB1, Columns.usual())).hasMessageContaining("--task spans");
        assertThatThrownBy(() -> new Sentences().reading(TagScheme.IOB1, Columns.usual())).hasMessageContaining("--task spans");
    }

    @Test
    void shotsAreEntitiesTagsOrClasses() {
        assertThat(new Spans().shots(List.of("O", "B-PER", "I-PER", "B-PER", "B-LOC"))).containsExactly("PER", "PER", "LOC");
        assertThat(new Tokens().shots(List.of("NOUN", "VERB", "NOUN"))).containsExactly("NOUN", "VERB", "NOUN");
        assertThat(new Sentences().shots(List.of("sports"))).containsExactly("sports");
    }

    @Test
    void predictionsAreShownEachInItsWay() {
        List<String> words = List.of("Anna", "lives", "in", "Oslo");
        List<Double> sure = List.of(1.0, 1.0, 1.0, 1.0);
        assertThat(new Spans().show(words, List.of("B-PER", "O", "O", "B-LOC"), sure).text(false))
                .isEqualTo("[Anna PER] lives in [Oslo LOC]");
        assertThat(new Tokens().show(words, List.of("PROPN", "VERB", "ADP", "PROPN"), sure).text(false))
                .isEqualTo("Anna/PROPN lives/VERB in/ADP Oslo/PROPN");
        assertThat(new Sentences().show(words, List.of("travel"), List.of(0.75)).text(false))
                .isEqualTo("travel\t0.750\tAnna lives in Oslo");
    }

    @Test
    void aTextIsCutAsItsKindReadsIt() {
        assertThat(new Tokens().words("Oslo, 3-0!")).containsExactly("Oslo", ",", "3-0", "!");
        assertThat(new Sentences().words(" Oslo,\u00a03-0! ")).containsExactly("Oslo,", "3-0!");
    }
}
