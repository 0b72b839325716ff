package dev.headstart.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headstart.bench.literal.Measure;
import dev.headstart.checkpoint.MethodForm;
import dev.headstart.priming.Episode;
import dev.headstart.priming.Estimator;
import dev.headstart.priming.InnerLoop;
import dev.headstart.priming.InnerRates;
import dev.headstart.run.DataConfig;
import dev.headstart.synthetic.SyntheticCorpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of job, done in this process. */
class JobTest {
    private static final Pace PACE = new Pace(1, 2, 0);
    private static Subject subject;

    @BeforeAll
    static void makeData(@TempDir Path folder) throws IOException {
        SyntheticCorpus.writeTo(folder, List.of("en", "es"), new SyntheticCorpus.Sizes(40, 20, 20), 1);
        subject = new Subject(Path.of("../models/mini"), DataConfig.of(folder), List.of("en", "es"), 1, 1);
    }

    private static MetaJob meta(Variant variant, Optional<Integer> length) {
        InnerLoop inner = new InnerLoop(2, InnerLoop.Kind.PEFT, InnerRates.all(0.03));
        return new MetaJob(subject, new MetaShape(new Episode.Shape(2, 3, 3), Learning.paper(inner), length), PACE, variant, 0);
    }

    private static Sample learned(String method, Estimator estimator) {
        Learning learning = Learning.of(MethodForm.parse(method), estimator, 3);
        return new MetaJob(subject, new MetaShape(new Episode.Shape(2, 3, 3), learning, Optional.empty()), PACE,
                Variant.HEADSTART_FP32, 0).run();
    }

    @Test
    void allVariantsTakeTheSameOuterSteps() {
        Sample literal = meta(Variant.LITERAL, Optional.empty()).run();
        assertThat(literal.steps()).hasSize(2).allMatch(step -> step.seconds() > 0 && step.tokens() > 0 && step.flops() > 0);
        assertThat(literal.losses()).hasSize(3);
        for (Variant variant : List.of(Variant.literal(Set.of(Measure.values())), Variant.HEADSTART_FP32)) {
            Sample other = meta(variant, Optional.empty()).run();
            for (int step = 0; step < PACE.warmup() + PACE.steps(); step++) {
                assertThat(other.losses().get(step)).isCloseTo(literal.losses().get(step), within(1e-4));   // fp32
            }
            assertThat(other.steps()).extracting(Sample.Step::flops)
                    .isEqualTo(literal.steps().stream().map(Sample.Step::flops).toList());
        }
    }

    /** θa of 2 · 256 · 64 + 64 + 256 numbers, θh of 7 · 256 + 7, where it starts and its gradient, four bytes each. */
    @Test
    void anExactStepKeepsTheMovingPartsAndTheirGradientOfEachInnerStep() {
        Sample sample = learned("top-adapter", Estimator.EXACT);
        assertThat(sample.figures()).containsEntry(MetaJob.KEPT, 2 * 4.0 * (33_088 + 1_799));
        // of three short sentences: fewer rows than pieces
        double perRow = 4 * (2 * 64 + 2 * 256 + 7);
        assertThat(sample.figures().get(MetaJob.ACTIVATIONS) / perRow).isBetween(3.0, 3 * 128.0);
        assertThat(sample.steps()).extracting(Sample.Step::flops).containsOnly(0.0);
    }

    @Test
    void aFirstOrderStepKeepsNothingAndHasTheLossesOfAnExactOneAtFirst() {
        Sample plain = learned("top-adapter", Estimator.FIRST_ORDER);
        Sample exact = learned("top-adapter", Estimator.EXACT);
        assertThat(plain.figures()).isEmpty();
        assertThat(plain.losses().get(0)).isCloseTo(exact.losses().get(0), within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lora:rank=2", "prompt:length=3", "bitfit", "full"})
    void otherMethodsAreMeasuredToo(String method) {
        Sample sample = learned(method, Estimator.EXACT);
        assertThat(sample.steps()).hasSize(2).allMatch(step -> step.seconds() > 0 && step.tokens() > 0);
        assertThat(sample.figures().get(MetaJob.KEPT)).isPositive();
        assertThat(sample.figures()).doesNotContainKey(MetaJob.ACTIVATIONS);
    }

    @Test
    void aGivenLengthMakesEverySentenceThatLong() {
        assertThat(meta(Variant.HEADSTART_FP32, Optional.of(16)).run().steps())
                .extracting(Sample.Step::tokens).containsExactly(2 * 6 * 16L, 2 * 6 * 16L);
    }

    @Test
    void fineTuningIsTimedByPart() {
        Sample sample = new FineTuningJob(subject, new TuningLength(2, 8), PACE, false, Variant.HEADSTART_FP32, 0).run();
        assertThat(sample.figures()).containsKeys("total", "features_of_train", "first_epoch", "later_epoch",
                "scoring");
        assertThat(sample.steps()).singleElement().satisfies(whole ->
                assertThat(whole.seconds()).isEqualTo(sample.figures().get("total")));
    }

    @Test
    void literalFineTuningIsInferredFromAFewBatchesAndShowsTheArithmetic() {
        Sample sample = new FineTuningJob(subject, new TuningLength(3, 8), PACE, false, Variant.LITERAL, 0).run();
        assertThat(sample.note().orElseThrow()).startsWith("inferred from 2 of each: 3 epochs * (5 steps * ");
        double perEpoch = sample.figures().get("epoch") + sample.figures().get("scoring");
        assertThat(sample.figures().get("total")).isCloseTo(3 * perEpoch, within(1e-9));
    }

    @Test
    void literalFineTuningInFullInfersNothing() {
        Sample sample = new FineTuningJob(subject, new TuningLength(1, 8), PACE, true, Variant.LITERAL, 0).run();
        assertThat(sample.note().orElseThrow()).startsWith("means of all: 1 epochs * (5 steps * ");
    }

    @Test
    void predictionCountsSentences() {
        for (Variant variant : List.of(Variant.LITERAL, Variant.HEADSTART_FP32)) {
            Sample sample = new PredictionJob(subject, 15, 4, PACE, variant, 0).run();
            assertThat(sample.steps()).hasSize(2);
            double seconds = sample.steps().stream().mapToDouble(Sample.Step::seconds).sum();
            // of 20 sentences the second step takes the last five, the third the first fifteen again
            assertThat(sample.figures().get("sentences_per_second")).isCloseTo(20 / seconds, within(1e-6));
        }
    }
}
