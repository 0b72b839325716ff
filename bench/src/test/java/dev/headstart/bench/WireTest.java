package dev.headstart.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.bench.literal.Measure;
import dev.headstart.checkpoint.MethodForm;
import dev.headstart.optim.AdamW;
import dev.headstart.priming.Episode;
import dev.headstart.priming.Estimator;
import dev.headstart.priming.InnerAdamW;
import dev.headstart.priming.InnerLoop;
import dev.headstart.priming.InnerRates;
import dev.headstart.priming.Meta;
import dev.headstart.run.DataConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireTest {
    private static final Subject SUBJECT = new Subject(Path.of("an encoder").toAbsolutePath(),
            DataConfig.of(Path.of("données").toAbsolutePath()), List.of("en", "es"), 2, 7);
    private static final Pace PACE = new Pace(3, 5, 0);

    static List<Job> jobs() {
        MetaShape shape = new MetaShape(new Episode.Shape(2, 16, 8),
                Learning.paper(new InnerLoop(5, InnerLoop.Kind.MAML, new InnerRates(0.1, 0.2, 0.3))), Optional.of(64));
        MetaShape other = new MetaShape(new Episode.Shape(1, 4, 4), new Learning(
                MethodForm.parse("lora:rank=2,targets=query+intermediate.dense,layers=top-1"), new InnerLoop(3, InnerLoop.Kind.PEFT,
                InnerRates.all(0.1), new InnerAdamW(AdamW.Constants.defaults()), true),
                new Meta(Estimator.EXACT, Optional.of(0.01))), Optional.empty());
        return List.of(new MetaJob(SUBJECT, other, PACE, Variant.HEADSTART_BF16, 0), new MetaJob(SUBJECT, shape, PACE, Variant.literal(Set.of(Measure.ONCE, Measure.TUNED)), 2),
                new FineTuningJob(SUBJECT, new TuningLength(10, 32), PACE, true, Variant.LITERAL, 0),
                new PredictionJob(SUBJECT, 512, 32, PACE, Variant.HEADSTART_BF16, 1),
                new PeakJob(Variant.HEADSTART_FP32, 0));
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void aJobArrivesAsItWasSent(Job job) {
        assertThat(Wire.job(Wire.jobLine(job))).isEqualTo(job);
    }

    @Test
    void aSampleArrivesAsItWasSent() {
        Sample sample = new Sample(List.of(new Sample.Step(0.25, 1000, 2e9)), List.of(1.5, 1.25), Map.of("total", 12.5),
                Optional.of(512.5), "libtorch", Optional.of("a note"));
        assertThat(Wire.sample(Wire.line(sample))).isEqualTo(sample);
    }

    @Test
    void aSampleTakesOneLine() {
        Sample sample = new Sample(List.of(), List.of(), Map.of(), Optional.empty(), "two\nlines", Optional.empty());
        assertThat(Wire.line(sample)).doesNotContain("\n");
    }
}
