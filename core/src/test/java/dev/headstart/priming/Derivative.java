package dev.headstart.priming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Finite differences in the space of θp and θa. */
final class Derivative {
    private static final double STEP = 1e-5;

    private Derivative() {}

    /** Along one random direction for each tensor. */
    static void assertIs(Theta gradient, Theta theta, ToDoubleFunction<Theta> loss) {
        torch.manual_seed(3);
        double norm = Math.sqrt(gradient.tensors().stream().mapToDouble(g -> dense(g).square().sum().item_double()).sum());
        assertThat(norm).isPositive();
        for (Part part : List.of(Part.PRETRAINED, Part.ADAPTER)) {
            theta.of(part).byName().forEach((name, value) -> {
                Tensor direction = torch.randn_like(value);
                double expected = (loss.applyAsDouble(shifted(theta, part, name, direction, STEP))
                        - loss.applyAsDouble(shifted(theta, part, name, direction, -STEP))) / (2 * STEP);
                double actual = dense(gradient.of(part).get(name)).mul(direction).sum().item_double();
                assertThat(actual).as("%s of %s", name, part).isCloseTo(expected, within(1e-7 * (1 + 10 * norm)));
            });
        }
    }

    static Tensor dense(Tensor gradient) {
        return gradient.is_sparse() ? gradient.to_dense() : gradient;
    }

    private static Theta shifted(Theta theta, Part part, String name, Tensor direction, double step) {
        return theta.map((p, parameters) -> parameters.map((n, value) ->
                p == part && n.equals(name) ? value.add(direction.mul(new Scalar(step))) : value));
    }
}
