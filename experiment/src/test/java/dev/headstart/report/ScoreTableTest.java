package dev.headstart.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headstart.experiment.Experiment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScoreTableTest {
    private static final double MISSING = Double.NaN;
    private final Experiment experiment = Small.experiment(Small.setting("plain", false, Map.of("hi", 70.0, "nl", 80.0)),
            Small.setting("primed", true, Map.of()), Small.setting("primed twice", true, Map.of("hi", 75.0)));

    private ScoreTable table() {
        return ScoreTable.of(Small.cells(experiment, new double[] {0.70, 0.74, 0.80, 0.86}, new double[] {0.90, MISSING, 0.5, 0.6},
                new double[] {0.80, 0.90, MISSING, MISSING}));
    }

    private static ScoreTable.Row row(ScoreTable table, String setting) {
        return table.rows().stream().filter(row -> row.setting().equals(setting)).findFirst().orElseThrow();
    }

    private static ScoreTable.Entry entry(ScoreTable table, String setting, String column) {
        return row(table, setting).entries().get(column);
    }

    @Test
    void aScoreIsTheMeanOverSeedsWithItsSpread() {
        Mean hi = entry(table(), "plain", "hi").ours().orElseThrow();
        assertThat(hi.value()).isCloseTo(72, within(1e-9));
        assertThat(hi.spread().orElseThrow()).isCloseTo(Math.sqrt(8), within(1e-9));     // (2² + 2²) / (2 - 1)
        assertThat(hi.seeds()).isEqualTo(2);
    }

    @Test
    void theAverageIsOverTargetsBeforeItIsOverSeeds() {
        Mean average = entry(table(), "plain", "average").ours().orElseThrow();
        assertThat(average.value()).isCloseTo(77.5, within(1e-9));      // of 75 and 80
        assertThat(average.spread().orElseThrow()).isCloseTo(Math.sqrt(12.5), within(1e-9));
    }

    @Test
    void thePapersScoresStandBesideOurs() {
        assertThat(entry(table(), "plain", "hi").difference().orElseThrow()).isCloseTo(2, within(1e-9));
        assertThat(entry(table(), "plain", "average").paper()).contains(75.0);
        assertThat(entry(table(), "primed", "hi").paper()).isEmpty();
        assertThat(entry(table(), "primed twice", "average").paper()).as("the paper lacks a target").isEmpty();
    }

    @Test
    void whatIsMissingIsLeftOut() {
        assertThat(entry(table(), "primed", "hi").ours()).contains(new Mean(90, Optional.empty(), 1));
        assertThat(entry(table(), "primed", "average").finished()).as("only seed 1 has all targets").isEqualTo(1);
        assertThat(entry(table(), "primed twice", "nl").ours()).isEmpty();
        assertThat(entry(table(), "primed twice", "average").ours()).isEmpty();
    }

    @Test
    void theBestOfEachCategoryIsMarkedWhereItHasARival() {
        ScoreTable table = table();
        assertThat(entry(table, "plain", "hi").best()).as("alone in its category").isFalse();
        assertThat(entry(table, "primed", "hi").best()).isTrue();
        assertThat(entry(table, "primed twice", "hi").best()).isFalse();
        assertThat(entry(table, "primed", "nl").best()).as("its rival is missing").isFalse();
    }

    @Test
    void unseenSentencesHaveATableOfTheirOwn() {
        ScoreTable unseen = ScoreTable.unseen(Small.cells(experiment, new double[] {0.70, 0.74, 0.80, 0.86}));
        assertThat(entry(unseen, "plain", "hi").ours().orElseThrow().value()).isCloseTo(36, within(1e-9));
        assertThat(entry(unseen, "plain", "hi").paper()).isEmpty();
    }

    @Test
    void theTrainedShareIsCounted() {
        assertThat(Shown.share(row(table(), "plain").share())).isEqualTo("1.0\u00a0%");
        assertThat(Shown.share(new Share(Optional.of(0.05877), Optional.of(0.05877), Optional.empty()))).isEqualTo("0.059\u00a0%");
        assertThat(Shown.share(new Share(Optional.of(0.1), Optional.of(100.0), Optional.empty()))).isEqualTo("0.10 to 100\u00a0%");
        assertThat(Shown.share(Share.of(experiment.settings().get(0), List.of()))).isEqualTo("–");
    }

    @Test
    void numbersAreWrittenTheSameEverywhere() {
        assertThat(Shown.points(1234.567)).isEqualTo("1234.57");
        assertThat(List.of(Shown.signed(-0.5), Shown.signed(0.25), Shown.percent(-0.2))).containsExactly("−0.50", "+0.25", "0\u00a0%");
    }
}
