package dev.headstart.priming;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.headstart.model.Parameters;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.optim.AdamW;
import java.util.Set;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * AdamW as fine-tuning uses it (Loshchilov and Hutter 2019, Algorithm 2), from zero moments in every task, written with
 * operations that can be differentiated.
 */
@JsonTypeName("adamw")
public record InnerAdamW(AdamW.Constants constants) implements InnerOptimizer {
    @Override
    public State start(Theta theta, Set<Part> moving) {
        Theta zeros = theta.only(moving).map((part, values) -> values.map(torch::zeros_like));
        return new State(theta, zeros, zeros, 0);
    }

    @Override
    public State step(State state, Theta gradient, Rates rates) {
        int steps = state.steps() + 1;
        Theta wide = gradient.map((part, g) -> g.zip(state.theta().of(part), (x, value) -> x.to(value.scalar_type())));
        Theta mean = decayed(state.mean(), wide, constants.beta1());
        Theta square = decayed(state.square(), wide.map((part, g) -> g.zip(g, Tensor::mul)), constants.beta2());
        Theta next = state.theta().map((part, values) -> gradient.of(part).isEmpty() ? values
                : rates.descend(part, values, direction(values, mean.of(part), square.of(part), steps)));
        return new State(next, mean, square, steps);
    }

    private static Theta decayed(Theta average, Theta latest, double decay) {
        return average.map((part, values) -> values.zip(latest.of(part), (old, now) ->
                old.mul(new Scalar(decay)).add(now.mul(new Scalar(1 - decay)))));
    }

    /** m̂ / (√v̂ + ε) + λ φ. */
    private Parameters direction(Parameters values, Parameters mean, Parameters square, int steps) {
        Scalar ofMean = new Scalar(1 / (1 - Math.pow(constants.beta1(), steps)));
        Scalar ofSquare = new Scalar(1 / (1 - Math.pow(constants.beta2(), steps)));
        Parameters change = mean.zip(square, (m, v) ->
                m.mul(ofMean).div(root(v.mul(ofSquare)).add(new Scalar(constants.epsilon()))));
        return change.zip(values, (c, value) -> c.add(value.mul(new Scalar(constants.weightDecay()))));
    }

    /** √x without the infinite slope at 0: there x is the square of a gradient, and does not depend on it to first order. */
    private static Tensor root(Tensor x) {
        Tensor zero = x.eq(new Scalar(0));
        return torch.where(zero, x, torch.where(zero, torch.ones_like(x), x).sqrt());
    }

    @Override
    public String toString() {
        return "adamw";
    }
}
