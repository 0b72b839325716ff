package dev.headstart.priming;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/** How an inner step follows a gradient: a function that can be differentiated, without memory of its own. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
public sealed interface InnerOptimizer permits Sgd, InnerAdamW {
    /**
     * Where an inner loop stands.
     *
     * @param theta  θi; its parts that stand still are those it started from
     * @param mean   of past gradients, for each moving part; empty where the optimiser has none
     * @param square mean of their squares, likewise
     * @param steps  taken so far
     */
    record State(Theta theta, Theta mean, Theta square, int steps) {
        /** @return the tensors that a step changes */
        List<Tensor> tensors(Set<Part> moving) {
            List<Tensor> all = new ArrayList<>(theta.only(moving).tensors());
            all.addAll(mean.tensors());
            all.addAll(square.tensors());
            return all;
        }

        /** @return the same without a graph, as tensors that gradients are taken of */
        State leaves(Set<Part> moving) {
            return new State(theta.leaves(moving), mean.leaves(moving), square.leaves(moving), steps);
        }
    }

    /** @return the state before the first step */
    State start(Theta theta, Set<Part> moving);

    /** @param gradient empty for the parts that stand still @return the state one step further */
    State step(State state, Theta gradient, Rates rates);
}
