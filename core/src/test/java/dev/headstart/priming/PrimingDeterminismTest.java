package dev.headstart.priming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.data.Unit;
import dev.headstart.model.Activation;
import dev.headstart.model.Parameters;
import dev.headstart.model.Theta;
import dev.headstart.optim.AdamW;
import dev.headstart.optim.LinearSchedule;
import dev.headstart.peft.Classifier;
import dev.headstart.peft.Initialisation;
import dev.headstart.peft.TopAdapter;
import dev.headstart.testing.TinyModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Same seed, same bits: on one machine with one number of threads. */
class PrimingDeterminismTest {
    private static final int STEPS = 20;

    private final Classifier model = new Classifier(TinyModel.encoder(),
            new TopAdapter(4, Activation.RELU, true, Initialisation.BERT));
    private final Map<String, List<Unit>> sources = sources();
    private PointerScope scope;

    private static Map<String, List<Unit>> sources() {
        Map<String, List<Unit>> sources = new LinkedHashMap<>();
        sources.put("en", TinyModel.units(40, 1));
        sources.put("es", TinyModel.units(40, 2));
        return sources;
    }

    @BeforeEach
    void open() {
        scope = new PointerScope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    /** θp and θa, and the heads, which outlive the priming as copies. */
    private record Primed(Theta theta, Map<String, Parameters> heads) {}

    @ParameterizedTest
    @EnumSource(InnerLoop.Kind.class)
    void theSameSeedGivesTheSameBits(InnerLoop.Kind kind) {
        Primed first = prime(kind, 7, 7);
        Primed second = prime(kind, 7, 7);
        assertThat(equal(first.theta().pretrained(), second.theta().pretrained())).as("θp").isTrue();
        assertThat(equal(first.theta().adapter(), second.theta().adapter())).as("θa").isTrue();
        assertThat(first.heads().keySet()).containsExactlyInAnyOrder("en", "es");
        first.heads().forEach((language, head) ->
                assertThat(equal(head, second.heads().get(language))).as("θh of %s", language).isTrue());
    }

    @Test
    void anotherSeedOfTheEpisodesGivesOtherParameters() {
        assertAllDiffer(prime(InnerLoop.Kind.PEFT, 7, 7), prime(InnerLoop.Kind.PEFT, 7, 8));
    }

    @Test
    void anotherSeedOfTheFreshParametersGivesOtherParameters() {
        assertAllDiffer(prime(InnerLoop.Kind.PEFT, 7, 7), prime(InnerLoop.Kind.PEFT, 8, 7));
    }

    private static void assertAllDiffer(Primed first, Primed second) {
        assertThat(equal(first.theta().pretrained(), second.theta().pretrained())).as("θp").isFalse();
        assertThat(equal(first.theta().adapter(), second.theta().adapter())).as("θa").isFalse();
        first.heads().forEach((language, head) ->
                assertThat(equal(head, second.heads().get(language))).as("θh of %s", language).isFalse());
    }

    private Primed prime(InnerLoop.Kind kind, long fresh, long episodes) {
        Theta theta = model.fresh(TinyModel.pretrained(3, torch.ScalarType.Float), TinyModel.LABELS, fresh);
        Priming.Config config = new Priming.Config(new InnerLoop(5, kind, InnerRates.all(0.03)),
                new LinearSchedule(0.01, 0.1, STEPS), AdamW.Constants.defaults(), Heads.Policy.PER_LANGUAGE);
        EpisodeSampler sampler = new EpisodeSampler(sources, new Episode.Shape(2, 4, 4), episodes);
        try (Priming priming = new Priming(model, config, theta, sources, TinyModel.LABELS, fresh)) {
            for (int step = 0; step < STEPS; step++) {
                priming.step(sampler.next());
            }
            Map<String, Parameters> heads = new LinkedHashMap<>();
            priming.heads().all().forEach((language, head) -> heads.put(language, head.copy()));
            return new Primed(theta, heads);
        }
    }

    private static boolean equal(Parameters first, Parameters second) {
        return first.byName().entrySet().stream().allMatch(entry -> entry.getValue().equal(second.get(entry.getKey())));
    }
}
