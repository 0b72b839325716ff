package dev.headstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.checkpoint.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What {@code prime --record-episodes} leaves for others to recompute the run from. */
class RecordedEpisodesTest {
    private static final int TASKS = 2;
    private static final int INNER_STEPS = 5;

    @TempDir
    private Path folder;

    @Test
    void bothEndsOfAdapterAndHeadsAreKept() throws IOException {
        assertThat(Runs.files(Runs.primed())).contains("episodes.jsonl", "units.jsonl", "trace.jsonl",
                "init/adapter.safetensors", "init/head-en.safetensors", "init/head-es.safetensors",
                "final/adapter.safetensors", "final/head-en.safetensors", "final/head-es.safetensors");
        assertThat(Runs.primed().resolve("final/adapter.safetensors"))
                .hasSameBinaryContentAs(Runs.primed().resolve("adapter/adapter.safetensors"));
        for (String name : List.of("adapter", "head-en", "head-es")) {
            assertThat(Files.mismatch(Runs.primed().resolve("init/" + name + ".safetensors"),
                    Runs.primed().resolve("final/" + name + ".safetensors"))).as(name).isNotEqualTo(-1);
        }
    }

    @Test
    void theTensorsAreThoseOfATopAdapterAndATokenHead() {
        try (PointerScope scope = new PointerScope();
                SafetensorsFile adapter = SafetensorsFile.open(Runs.primed().resolve("init/adapter.safetensors"));
                SafetensorsFile head = SafetensorsFile.open(Runs.primed().resolve("init/head-en.safetensors"))) {
            assertThat(adapter.names()).hasSize(4).anySatisfy(name -> assertThat(adapter.shape(name)).containsExactly(64L, 256L));
            assertThat(head.names()).hasSize(2).anySatisfy(name -> assertThat(head.shape(name)).containsExactly(7L, 256L));
        }
    }

    @Test
    void aSharedHeadIsOneHead() throws IOException {
        Path out = folder.resolve("primed");
        assertThat(Runs.prime(out, "--steps", 1, "--heads", "shared", "--record-episodes").exitCode()).isZero();
        assertThat(Runs.files(out.resolve("init"))).containsExactly("adapter.safetensors", "head-shared.safetensors");
    }

    @Test
    void unitsHoldIdsWithSpecialTokensAndLabels() throws IOException {
        List<JsonNode> units = Runs.lines(Runs.primed().resolve("units.jsonl"));
        assertThat(units).hasSizeGreaterThanOrEqualTo(120).allSatisfy(unit -> {
            assertThat(unit.propertyNames()).containsExactly("source", "unit", "ids", "labels");
            List<Integer> labels = ints(unit.get("labels"));
            assertThat(unit.get("ids")).hasSize(labels.size());
            assertThat(labels.get(0)).isEqualTo(-100);
            assertThat(labels.get(labels.size() - 1)).isEqualTo(-100);
            assertThat(labels).allMatch(label -> label == -100 || label >= 0 && label < 7).anyMatch(label -> label >= 0);
        });
    }

    @Test
    void episodesNameTheirUnitsAndSupportAndQueryAreDisjoint() throws IOException {
        Map<String, Integer> units = new HashMap<>();
        Runs.lines(Runs.primed().resolve("units.jsonl")).forEach(unit -> units.merge(unit.get("source").stringValue(), 1, Integer::sum));
        List<JsonNode> episodes = Runs.lines(Runs.primed().resolve("episodes.jsonl"));
        assertThat(episodes).hasSize(Runs.STEPS * TASKS).allSatisfy(episode -> {
            assertThat(episode.propertyNames()).containsExactly("step", "task", "source", "support", "query");
            assertThat(ints(episode.get("support"))).hasSize(4).doesNotContainAnyElementsOf(ints(episode.get("query")))
                    .allMatch(unit -> unit >= 0 && unit < units.get(episode.get("source").stringValue()));
            assertThat(episode.get("query")).hasSize(4);
        });
        assertThat(episodes).extracting(episode -> episode.get("step").intValue()).startsWith(0, 0, 1, 1);
        assertThat(episodes).extracting(episode -> episode.get("task").intValue()).startsWith(0, 1, 0, 1);
    }

    @Test
    void theTraceHoldsEveryInnerLoss() throws IOException {
        List<JsonNode> trace = Runs.lines(Runs.primed().resolve("trace.jsonl"));
        assertThat(trace).hasSize(Runs.STEPS * TASKS).allSatisfy(task -> {
            assertThat(task.propertyNames()).containsExactly("step", "task", "support_losses", "query_loss", "outer_rate");
            assertThat(task.get("support_losses")).hasSize(INNER_STEPS);
            assertThat(task.get("support_losses").get(INNER_STEPS - 1).doubleValue())
                    .isLessThan(task.get("support_losses").get(0).doubleValue());
        });
    }

    private static List<Integer> ints(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::intValue).toList();
    }
}
