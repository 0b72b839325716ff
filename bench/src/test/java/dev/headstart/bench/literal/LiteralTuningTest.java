package dev.headstart.bench.literal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headstart.data.TokenBatch;
import dev.headstart.data.Unit;
import dev.headstart.finetune.Prediction;
import dev.headstart.model.Hidden;
import dev.headstart.model.Theta;
import dev.headstart.peft.Classifier;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiteralTuningTest {
    private final List<Unit> units = Tiny.units(12, 9);
    private PointerScope scope;
    private Classifier model;
    private Theta theta;

    @BeforeEach
    void open() {
        scope = new PointerScope();
        model = Tiny.model();
        theta = model.fresh(Tiny.pretrained(model, torch.ScalarType.Double), Tiny.LABELS, 4);
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private double loss() {
        TokenBatch batch = TokenBatch.of(units, model.encoder().engine());
        Hidden below = model.encoder().below(theta.pretrained(), batch.input(), 2);
        return model.loss(theta, below, batch.labels()).item_double();
    }

    @Test
    void aStepReportsTheLossBeforeItAndLowersIt() {
        try (LiteralTuning literal = new LiteralTuning(model, theta)) {
            double before = loss();
            assertThat(literal.step(units, 0.01)).isCloseTo(before, within(1e-10));   // sums in another order
            assertThat(loss()).isLessThan(before);
        }
    }

    @Test
    void predictionsAreHeadstarts() {
        List<int[]> expected = Prediction.of(model, theta, units);
        int longest = units.stream().mapToInt(Unit::length).max().orElseThrow();
        try (LiteralTuning literal = new LiteralTuning(model, theta)) {
            long[] labels = literal.predict(units);
            assertThat(labels).hasSize(units.size() * longest);
            for (int i = 0; i < units.size(); i++) {
                assertThat(atWords(labels, i * longest, units.get(i))).containsExactly(expected.get(i));
            }
        }
    }

    private static int[] atWords(long[] labels, int from, Unit unit) {
        return IntStream.range(0, unit.length()).filter(place -> unit.words()[place] >= 0)
                .map(place -> (int) labels[from + place]).toArray();
    }
}
