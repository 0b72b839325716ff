package dev.headstart.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.headstart.model.Parameters;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.torch.HostArrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdamWTest {
    private static final int SIZE = 7;
    private static final int STEPS = 50;

    private final Random random = new Random(1);
    private PointerScope scope;

    @BeforeEach
    void open() {
        scope = new PointerScope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    /** Adam with decoupled decay for one number, from Loshchilov and Hutter (2019), Algorithm 2, lines 5 to 12. */
    private static final class Scalar {
        private double value;
        private double mean;
        private double square;
        private int step;

        void update(double gradient, double rate, AdamW.Constants c) {
            step++;
            mean = c.beta1() * mean + (1 - c.beta1()) * gradient;
            square = c.beta2() * square + (1 - c.beta2()) * gradient * gradient;
            double unbiasedMean = mean / (1 - Math.pow(c.beta1(), step));
            double unbiasedSquare = square / (1 - Math.pow(c.beta2(), step));
            double adam = unbiasedMean / (Math.sqrt(unbiasedSquare) + c.epsilon());
            value = value - rate * (adam + c.weightDecay() * value);
        }
    }

    /** Values stay below 3, so that 50 steps round by less than 50 · 10 · 4e-16. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.3})
    void fiftyUpdatesEqualTheAlgorithmForSingleNumbers(double weightDecay) {
        AdamW.Constants constants = new AdamW.Constants(0.9, 0.999, 1e-8, weightDecay);
        LinearSchedule schedule = new LinearSchedule(0.05, 0.1, STEPS);
        double[] start = numbers();
        Scalar[] expected = new Scalar[SIZE];
        for (int i = 0; i < SIZE; i++) {
            expected[i] = new Scalar();
            expected[i].value = start[i];
        }
        Theta theta = new Theta(Parameters.NONE, Parameters.NONE, parameters(start));
        try (AdamW optimizer = new AdamW(theta, Set.of(Part.HEAD), constants)) {
            for (int step = 0; step < STEPS; step++) {
                double[] gradient = numbers();
                optimizer.update_(new Theta(Parameters.NONE, Parameters.NONE, parameters(gradient)), schedule.at(step));
                for (int i = 0; i < SIZE; i++) {
                    expected[i].update(gradient[i], schedule.at(step), constants);
                }
                assertEqual(theta.head(), expected, step);
            }
        }
    }

    private static void assertEqual(Parameters actual, Scalar[] expected, int step) {
        double[] values = HostArrays.doubles(actual.get("weight"));
        for (int i = 0; i < SIZE; i++) {
            assertThat(values[i]).as("step %d, number %d", step, i).isCloseTo(expected[i].value, within(1e-12));
        }
    }

    /** Rows 1 and 4 of 6, among them one named twice; the rest has a gradient of zero, and moments that fade. */
    @Test
    void aGradientThatIsSparseInItsRowsMovesAsTheDenseOneDoes() {
        Tensor start = Tensor.create(random.doubles(12, -1, 1).toArray(), 6, 2);
        Parameters sparse = new Parameters(Map.of("weight", start.clone()));
        Parameters dense = new Parameters(Map.of("weight", start.clone()));
        try (AdamW one = new AdamW(head(sparse), Set.of(Part.HEAD), AdamW.Constants.defaults());
                AdamW other = new AdamW(head(dense), Set.of(Part.HEAD), AdamW.Constants.defaults())) {
            for (int step = 0; step < STEPS; step++) {
                Tensor numbers = Tensor.create(new long[] {1 + step % 3, 4, 4}, 1, 3);
                Tensor gradient = torch.sparse_coo_tensor(numbers, Tensor.create(random.doubles(6, -1, 1).toArray(), 3, 2),
                        new long[] {6, 2});
                one.update_(head(new Parameters(Map.of("weight", gradient))), 0.01);
                other.update_(head(new Parameters(Map.of("weight", gradient.to_dense()))), 0.01);
            }
        }
        assertThat(sparse.get("weight").sub(dense.get("weight")).abs().max().item_double()).isLessThan(1e-14);
        assertThat(sparse.get("weight").equal(start)).isFalse();
    }

    @Test
    void aSumMovesAsItsSummandsTogetherDo() {
        Tensor start = Tensor.create(random.doubles(12, -1, 1).toArray(), 6, 2);
        Parameters apart = new Parameters(Map.of("weight", start.clone()));
        Parameters together = new Parameters(Map.of("weight", start.clone()));
        Tensor dense = Tensor.create(random.doubles(12, -1, 1).toArray(), 6, 2);
        Tensor sparse = torch.sparse_coo_tensor(Tensor.create(new long[] {1, 4, 4}, 1, 3),
                Tensor.create(random.doubles(6, -1, 1).toArray(), 3, 2), new long[] {6, 2});
        Theta whole = head(new Parameters(Map.of("weight", sparse.to_dense().add(sparse.to_dense()).add(dense))));
        List<Theta> summands = Stream.of(sparse, dense, sparse).map(one -> head(new Parameters(Map.of("weight", one)))).toList();
        try (AdamW one = new AdamW(head(apart), Set.of(Part.HEAD), AdamW.Constants.defaults());
                AdamW other = new AdamW(head(together), Set.of(Part.HEAD), AdamW.Constants.defaults())) {
            for (int step = 0; step < STEPS; step++) {
                one.update_(Stream.concat(Stream.of(Theta.NONE), summands.stream()).toList(), 0.01);
                other.update_(whole, 0.01);
            }
        }
        assertThat(apart.get("weight").sub(together.get("weight")).abs().max().item_double()).isLessThan(1e-14);
    }

    @Test
    void aParameterThatNoSummandNamesIsAnError() {
        try (AdamW optimizer = new AdamW(head(parameters(numbers())), Set.of(Part.HEAD), AdamW.Constants.defaults())) {
            assertThatIllegalArgumentException().isThrownBy(() -> optimizer.update_(List.of(Theta.NONE), 0.1))
                    .withMessageContaining("There is no gradient of 'weight'");
        }
    }

    private static Theta head(Parameters parameters) {
        return new Theta(Parameters.NONE, Parameters.NONE, parameters);
    }

    @Test
    void onlyTheMovingPartsMove() {
        Theta theta = new Theta(parameters(numbers()), parameters(numbers()), parameters(numbers()));
        Theta before = theta.copy();
        try (AdamW optimizer = new AdamW(theta, Set.of(Part.ADAPTER), AdamW.Constants.defaults())) {
            optimizer.update_(new Theta(Parameters.NONE, parameters(numbers()), Parameters.NONE), 0.1);
        }
        assertThat(theta.pretrained().get("weight").equal(before.pretrained().get("weight"))).isTrue();
        assertThat(theta.head().get("weight").equal(before.head().get("weight"))).isTrue();
        assertThat(theta.adapter().get("weight").equal(before.adapter().get("weight"))).isFalse();
    }

    @Test
    void aRateOfZeroMovesNothing() {
        Theta theta = new Theta(Parameters.NONE, Parameters.NONE, parameters(numbers()));
        Theta before = theta.copy();
        try (AdamW optimizer = new AdamW(theta, Set.of(Part.HEAD), AdamW.Constants.defaults())) {
            optimizer.update_(new Theta(Parameters.NONE, Parameters.NONE, parameters(numbers())), 0);
        }
        assertThat(theta.head().get("weight").equal(before.head().get("weight"))).isTrue();
    }

    @Test
    void constantsOutsideTheirRangeAreRefused() {
        assertThatThrownBy(() -> new AdamW.Constants(1, 0.999, 1e-8, 0)).hasMessageContaining("[0, 1)");
        assertThatThrownBy(() -> new AdamW.Constants(0.9, -0.1, 1e-8, 0)).hasMessageContaining("[0, 1)");
        assertThatThrownBy(() -> new AdamW.Constants(0.9, 0.999, 0, 0)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> new AdamW.Constants(0.9, 0.999, 1e-8, Double.NaN)).hasMessageContaining("at least 0");
    }

    private double[] numbers() {
        return random.doubles(SIZE, -1, 1).toArray();
    }

    private static Parameters parameters(double[] values) {
        return new Parameters(Map.of("weight", Tensor.create(values, values.length)));
    }
}
