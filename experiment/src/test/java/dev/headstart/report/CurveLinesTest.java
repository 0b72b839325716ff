package dev.headstart.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.experiment.Setting;
import dev.headstart.experiment.Strategy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CurveLinesTest {
    private static final Optional<Strategy> NONE = Optional.empty();

    private static Optional<Strategy> meta(String... options) {
        return Optional.of(strategy(options));
    }

    private static Strategy strategy(String... options) {
        Map<String, List<String>> map = new LinkedHashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            map.put(options[i], List.of(options[i + 1]));
        }
        return new Strategy(String.join("-", options), map);
    }

    private static Setting setting(Optional<Strategy> priming, Strategy tuning) {
        return new Setting(priming.map(Strategy::name).orElse("none") + " → " + tuning.name(), priming, tuning, List.of(1L), Map.of(),
                Optional.empty());
    }

    @Test
    void settingsThatDifferInNothingElseAreALineFromTheLeftToTheRight() {
        CurveLines curve = CurveLines.of(List.of(setting(NONE, strategy("train-sentences", "5000")),
                setting(NONE, strategy("train-sentences", "100")),
                setting(meta("inner-steps", "5"), strategy("train-sentences", "100")), setting(NONE, strategy("train-sentences", "1000"))),
                "tuning.train-sentences");
        assertThat(curve.lines()).extracting(CurveLines.Line::label).containsExactly("no priming", "algorithm-1");
        assertThat(curve.lines().get(0).stops()).extracting(CurveLines.Stop::x).containsExactly(100.0, 1000.0, 5000.0);
        assertThat(curve.lines().get(1).stops()).hasSize(1);
        assertThat(curve.levels()).isEmpty();
    }

    @Test
    void linesAreLabelledByAsLittleAsTellsThemApart() {
        Strategy tuning = strategy("epochs", "3");
        CurveLines curve = CurveLines.of(List.of(
                setting(meta("by", "algorithm-1", "inner-rate", "0.1", "tasks", "2", "inner-steps", "1"), tuning),
                setting(meta("by", "algorithm-1", "inner-rate", "0.1", "tasks", "2", "inner-steps", "5"), tuning),
                setting(meta("by", "maml", "inner-rate", "0.1", "tasks", "4", "inner-steps", "5"), tuning)), "priming.inner-rate");
        assertThat(curve.lines()).extracting(CurveLines.Line::label)
                .containsExactly("algorithm-1, inner-steps 1", "algorithm-1, inner-steps 5", "maml, inner-steps 5");
    }

    @Test
    void aSettingWithoutTheOptionIsALevel() {
        Setting plain = setting(NONE, strategy("epochs", "3"));
        CurveLines curve = CurveLines.of(List.of(plain, setting(meta("inner-rate", "0.1"), strategy("epochs", "3"))), "priming.inner-rate");
        assertThat(curve.levels()).containsExactly(plain);
        assertThat(curve.lines()).extracting(CurveLines.Line::label).containsExactly("all settings");
    }

    @Test
    void whatIsNoNumberIsLeftOut() {
        Setting high = setting(meta("inner-rate", "high"), strategy("epochs", "3"));
        CurveLines curve = CurveLines.of(List.of(high), "priming.inner-rate");
        assertThat(curve.leftOut()).containsExactly(high);
        assertThat(curve.lines()).isEmpty();
    }
}
