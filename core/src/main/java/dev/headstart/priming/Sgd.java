package dev.headstart.priming;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import java.util.Set;

/** φ ← φ − α ∇φ, Algorithm 1, lines 6 and 7. */
@JsonTypeName("sgd")
public record Sgd() implements InnerOptimizer {
    @Override
    public State start(Theta theta, Set<Part> moving) {
        return new State(theta, Theta.NONE, Theta.NONE, 0);
    }

    @Override
    public State step(State state, Theta gradient, Rates rates) {
        Theta next = state.theta().map((part, values) ->
                gradient.of(part).isEmpty() ? values : rates.descend(part, values, gradient.of(part)));
        return new State(next, Theta.NONE, Theta.NONE, state.steps() + 1);
    }

    @Override
    public String toString() {
        return "sgd";
    }
}
