package dev.headstart.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headstart.data.TokenBatch;
import dev.headstart.data.Unit;
import dev.headstart.model.Activation;
import dev.headstart.model.Dropout;
import dev.headstart.model.Encoder;
import dev.headstart.model.Hidden;
import dev.headstart.model.Theta;
import dev.headstart.peft.Classifier;
import dev.headstart.peft.Initialisation;
import dev.headstart.peft.TopAdapter;
import dev.headstart.peft.Tuning;
import dev.headstart.testing.TinyModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FeaturesTest {
    private static final int UNITS = 700;   // more tokens than one pass of the encoder takes
    private static final FeatureStorage THIS_RUN = FeatureStorage.forThisRun();

    private final Classifier model = new Classifier(TinyModel.encoder(),
            new TopAdapter(4, Activation.RELU, true, Initialisation.BERT));
    private final List<Unit> units = TinyModel.units(UNITS, 1);
    private PointerScope scope;

    @BeforeEach
    void open() {
        scope = new PointerScope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    /** Other batches, so sums in another order: the rounding of the number format, some hundred times. */
    @ParameterizedTest
    @CsvSource({"Float, 1e-5", "Double, 1e-12"})
    void labelScoresFromKeptFeaturesEqualThoseOfTheWholeModel(torch.ScalarType type, double rounding) {
        Theta theta = theta(type);
        try (Features kept = features(theta, Tuning.ADAPTER); Features fresh = features(theta, Tuning.FULL)) {
            for (int seed = 0; seed < 20; seed++) {
                List<Integer> batch = batch(seed);
                Tensor difference = logits(kept, theta, batch).sub(logits(fresh, theta, batch));
                assertThat(difference.abs().max().item_double()).as("seed %d", seed).isLessThanOrEqualTo(rounding);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Tuning.class, names = {"ADAPTER", "HEAD"})
    void withThePretrainedPartFrozenTheTopIsKept(Tuning tuning) {
        try (Features features = features(theta(torch.ScalarType.Float), tuning)) {
            Hidden below = features.below(List.of(3, 1), batch(List.of(3, 1)).input());
            assertThat(below.entry()).isEqualTo(model.encoder().config().layers());
            assertThat(below.states().orElseThrow().size(0))
                    .isEqualTo(units.get(3).wordCount() + units.get(1).wordCount());
        }
    }

    @Test
    void withThePretrainedPartMovingOrDropoutOnNothingIsKept() {
        Theta theta = theta(torch.ScalarType.Float);
        Classifier dropping = new Classifier(
                new Encoder(TinyModel.config(), Dropout.ON, TinyModel.engine()), model.method());
        try (Features moving = features(theta, Tuning.FULL);
                Features dropped = new Features(dropping, theta.pretrained(), units, Tuning.HEAD.parts(TopAdapter.defaults()), THIS_RUN, done -> {})) {
            TokenBatch batch = batch(List.of(0));
            assertThat(moving.below(List.of(0), batch.input()).entry()).isZero();
            assertThat(dropped.below(List.of(0), batch.input()).entry()).isZero();
        }
    }

    @Test
    void theListenerHearsOfEveryUnitWhileTheyAreEncoded() {
        List<Integer> heard = new ArrayList<>();
        Theta theta = theta(torch.ScalarType.Float);
        try (Features features = new Features(model, theta.pretrained(), units, Tuning.HEAD.parts(TopAdapter.defaults()), THIS_RUN, heard::add)) {
            assertThat(features.size()).isEqualTo(UNITS);
        }
        assertThat(heard).isSorted().hasSizeGreaterThan(1).endsWith(UNITS);
    }

    @Test
    void passesHoldEveryUnitOnceShortestFirst() {
        List<Integer> order = Features.passes(units).stream().flatMap(List::stream).toList();
        assertThat(order).containsExactlyInAnyOrderElementsOf(IntStream.range(0, UNITS).boxed().toList());
        assertThat(order).extracting(unit -> units.get(unit).length()).isSorted();
    }

    private Theta theta(torch.ScalarType type) {
        return model.fresh(TinyModel.pretrained(2, type), TinyModel.LABELS, 3);
    }

    private Features features(Theta theta, Tuning tuning) {
        return new Features(model, theta.pretrained(), units, tuning.parts(TopAdapter.defaults()), THIS_RUN, done -> {});
    }

    private TokenBatch batch(List<Integer> numbers) {
        return TokenBatch.of(numbers.stream().map(units::get).toList(), model.encoder().engine());
    }

    private Tensor logits(Features features, Theta theta, List<Integer> batch) {
        return model.logits(theta, features.below(batch, batch(batch).input()));
    }

    private static List<Integer> batch(long seed) {
        List<Integer> all = new ArrayList<>(IntStream.range(0, UNITS).boxed().toList());
        Random random = new Random(seed);
        Collections.shuffle(all, random);
        return all.subList(0, 1 + random.nextInt(20));
    }
}
