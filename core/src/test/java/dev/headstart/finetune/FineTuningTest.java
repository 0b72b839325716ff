package dev.headstart.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.headstart.data.Split;
import dev.headstart.data.Unit;
import dev.headstart.model.Activation;
import dev.headstart.model.Parameters;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.optim.AdamW;
import dev.headstart.optim.LinearSchedule;
import dev.headstart.peft.Classifier;
import dev.headstart.peft.HeadOnly;
import dev.headstart.peft.Initialisation;
import dev.headstart.peft.TopAdapter;
import dev.headstart.peft.Tuning;
import dev.headstart.testing.TinyModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FineTuningTest {
    private static final int STEPS = 30;

    private final Classifier model = new Classifier(TinyModel.encoder(),
            new TopAdapter(4, Activation.RELU, true, Initialisation.BERT));
    private final List<Unit> train = TinyModel.units(40, 1);
    private PointerScope scope;
    private Theta theta;

    @BeforeEach
    void open() {
        scope = new PointerScope();
        theta = model.fresh(TinyModel.pretrained(2, torch.ScalarType.Float), TinyModel.LABELS, 3);
    }

    @AfterEach
    void close() {
        scope.close();
    }

    /** Keeps what it hears, and θ as it was at each evaluation. */
    private final class Record implements FineTuning.Listener {
        private final List<Double> losses = new ArrayList<>();
        private final List<FineTuning.Evaluation> evaluations = new ArrayList<>();
        private final List<Theta> evaluated = new ArrayList<>();
        private int encoded;

        @Override
        public void encoded(Split split, int units, int all) {
            encoded = split == Split.TRAIN ? units : encoded;
        }

        @Override
        public void stepped(int step, double loss) {
            losses.add(loss);
            assertThat(step).isEqualTo(losses.size());
        }

        @Override
        public void evaluated(FineTuning.Evaluation evaluation) {
            evaluations.add(evaluation);
            evaluated.add(theta.copy());
        }
    }

    @ParameterizedTest
    @EnumSource(Tuning.class)
    void onlyTheDeclaredPartsMove(Tuning tuning) {
        Theta before = theta.copy();
        run(tuning, Optional.empty(), Optional.empty());
        for (Part part : Part.values()) {
            theta.of(part).byName().forEach((name, value) -> assertThat(value.equal(before.of(part).get(name)))
                    .as("%s of %s stood still", name, part).isEqualTo(!tuning.parts(model.method()).contains(part)));
        }
    }

    @ParameterizedTest
    @EnumSource(Tuning.class)
    void trainingLowersTheLoss(Tuning tuning) {
        List<Double> losses = run(tuning, Optional.empty(), Optional.empty()).losses;
        assertThat(losses).hasSize(STEPS);
        assertThat(mean(losses.subList(STEPS - 5, STEPS))).isLessThan(mean(losses.subList(0, 5)));
    }

    /** Batches of 8, in parts of 3: the same sums in another order, in fp32, over {@link #STEPS} steps of AdamW. */
    @ParameterizedTest
    @EnumSource(Tuning.class)
    void microBatchesTrainAsWholeBatchesDo(Tuning kind) {
        FineTuning.Config whole = config(kind, Optional.empty());
        FineTuning.Config parts = new FineTuning.Config(kind, whole.schedule(), whole.constants(), whole.batchSize(), 1,
                Optional.empty(), whole.seed(), 3);
        Theta other = theta.copy();
        Record expected = new Record();
        Record record = new Record();
        new FineTuning(model, whole).run(theta, train, Optional.empty(), expected);
        new FineTuning(model, parts).run(other, train, Optional.empty(), record);
        for (int step = 0; step < STEPS; step++) {
            assertThat(record.losses.get(step)).as("step %d", step).isCloseTo(expected.losses.get(step), withinPercentage(0.1));
        }
    }

    @Test
    void theSeedDecidesTheResult() {
        Theta start = theta.copy();
        List<Double> losses = run(Tuning.FULL, Optional.empty(), Optional.empty()).losses;
        Theta first = theta;
        theta = start;
        assertThat(run(Tuning.FULL, Optional.empty(), Optional.empty()).losses).isEqualTo(losses);
        assertThat(equal(theta, first)).isTrue();
    }

    @Test
    void withADevSetTheBestEvaluationsParametersAreKept() {
        FineTuning.Dev dev = TinyCorpus.labelled(30, 5);
        Record record = new Record();
        FineTuning.Best best =
                tuning(Tuning.FULL, Optional.empty()).run(theta, train, Optional.of(dev), record).orElseThrow();
        double highest = record.evaluations.stream().mapToDouble(e -> e.dev().main()).max().orElseThrow();
        FineTuning.Evaluation first = record.evaluations.stream().filter(e -> e.dev().main() == highest)
                .min(Comparator.comparingInt(FineTuning.Evaluation::step)).orElseThrow();
        assertThat(best).isEqualTo(new FineTuning.Best(first.step(), highest));
        assertThat(best.step()).as("neither the first nor the last, else this shows nothing").isBetween(2, STEPS - 1);
        assertThat(equal(theta, record.evaluated.get(record.evaluations.indexOf(first)))).isTrue();
        assertThat(equal(theta, record.evaluated.get(record.evaluated.size() - 1))).isFalse();
    }

    @Test
    void theLastStepIsEvaluatedEvenBetweenTurns() {
        Record record = new Record();
        FineTuning.Config every7 = new FineTuning.Config(Tuning.HEAD, new LinearSchedule(0.01, 0.1, STEPS),
                AdamW.Constants.defaults(), 8, 7, Optional.empty(), 4);
        new FineTuning(model, every7).run(theta, train, Optional.of(TinyCorpus.labelled(5, 5)), record);
        assertThat(record.evaluations).extracting(FineTuning.Evaluation::step).containsExactly(7, 14, 21, 28, 30);
        assertThat(record.evaluations.get(1).loss()).isEqualTo(mean(record.losses.subList(7, 14)));
    }

    /** F1 is 0 from the first evaluation on, so the three after it are not better. */
    @Test
    void withoutABetterScoreTrainingStopsWhenPatienceIsOver() {
        Record record = run(Tuning.HEAD, Optional.of(TinyCorpus.withoutEntities(5, 5)), Optional.of(3));
        assertThat(record.losses).hasSize(4);
        assertThat(record.evaluations).extracting(FineTuning.Evaluation::best)
                .containsExactly(true, false, false, false);
        assertThat(equal(theta, record.evaluated.get(0))).isTrue();
    }

    @Test
    void withoutPatienceTrainingGoesOnToTheEnd() {
        FineTuning.Dev dev = TinyCorpus.withoutEntities(5, 5);
        assertThat(run(Tuning.HEAD, Optional.of(dev), Optional.empty()).losses).hasSize(STEPS);
    }

    @Test
    void withoutADevSetThereIsNoEvaluation() {
        Record record = new Record();
        assertThat(tuning(Tuning.HEAD, Optional.of(1)).run(theta, train, Optional.empty(), record)).isEmpty();
        assertThat(record.evaluations).isEmpty();
        assertThat(record.losses).hasSize(STEPS);
        assertThat(record.encoded).isEqualTo(train.size());
    }

    @Test
    void nothingToTrainIsAnError() {
        Theta headless = new Theta(theta.pretrained(), Parameters.NONE, Parameters.NONE);
        Classifier plain = new Classifier(model.encoder(), new HeadOnly());
        FineTuning bare = new FineTuning(plain, config(Tuning.ADAPTER, Optional.empty()));
        assertThatThrownBy(() -> bare.run(headless, train, Optional.empty(), new Record()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll("Nothing to train", "adapter");
    }

    @Test
    void configurationsThatMakeNoSenseAreRefused() {
        LinearSchedule schedule = new LinearSchedule(0.01, 0.1, STEPS);
        AdamW.Constants constants = AdamW.Constants.defaults();
        assertThatThrownBy(() -> new FineTuning.Config(Tuning.HEAD, schedule, constants, 0, 1, Optional.empty(), 1))
                .hasMessageContaining("Batch size 0");
        assertThatThrownBy(() -> new FineTuning.Config(Tuning.HEAD, schedule, constants, 1, 0, Optional.empty(), 1))
                .hasMessageContaining("every 0");
        assertThatThrownBy(() -> new FineTuning.Config(Tuning.HEAD, schedule, constants, 1, 1, Optional.of(0), 1))
                .hasMessageContaining("patience 0");
    }

    private Record run(Tuning tuning, Optional<FineTuning.Dev> dev, Optional<Integer> patience) {
        Record record = new Record();
        tuning(tuning, patience).run(theta, train, dev, record);
        return record;
    }

    private FineTuning tuning(Tuning tuning, Optional<Integer> patience) {
        return new FineTuning(model, config(tuning, patience));
    }

    private static FineTuning.Config config(Tuning tuning, Optional<Integer> patience) {
        LinearSchedule schedule = new LinearSchedule(0.03, 0.1, STEPS);
        return new FineTuning.Config(tuning, schedule, AdamW.Constants.defaults(), 8, 1, patience, 4);
    }

    private static boolean equal(Theta first, Theta second) {
        for (int i = 0; i < first.tensors().size(); i++) {
            if (!first.tensors().get(i).equal(second.tensors().get(i))) {
                return false;
            }
        }
        return true;
    }

    private static double mean(List<Double> losses) {
        return losses.stream().mapToDouble(Double::doubleValue).sum() / losses.size();
    }
}
