package dev.headstart.priming;

import dev.headstart.model.Parameters;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.optim.AdamW;
import dev.headstart.optim.Resumable;
import dev.headstart.optim.State;
import dev.headstart.torch.Owner;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Meta-SGD (Li et al. 2017) with one α for each tensor that moves inside, learned in the outer loop. It is log α that AdamW
 * moves, so that α stays above 0.
 */
final class LearnedRates implements Rates, Resumable, AutoCloseable {
    private static final Set<Part> ALL = EnumSet.allOf(Part.class);

    private final Theta logs;
    private final AdamW optimizer;
    private final Owner owner;

    /** @param start α before the first outer step @param moving the parts of {@code theta} that move inside */
    LearnedRates(InnerRates start, Theta theta, Set<Part> moving, AdamW.Constants constants) {
        try (PointerScope scope = new PointerScope()) {
            this.logs = theta.only(moving).map((part, parameters) -> parameters.map(tensor -> leaf(tensor, Math.log(start.of(part)))));
            this.owner = new Owner(logs.tensors());
        }
        this.optimizer = new AdamW(logs, ALL, new AdamW.Constants(constants.beta1(), constants.beta2(), constants.epsilon(), 0));
    }

    private static Tensor leaf(Tensor like, double value) {
        Tensor leaf = like.detach().new_full(new long[0], new Scalar(value));
        leaf.requires_grad_(true);   // what it returns is only lent
        return leaf;
    }

    @Override
    public Parameters descend(Part part, Parameters values, Parameters direction) {
        Parameters own = logs.of(part);
        return values.map((name, value) -> value.sub(own.get(name).exp().mul(direction.get(name).to(value.scalar_type()))));
    }

    @Override
    public List<Tensor> learned() {
        return logs.tensors();
    }

    /** @param gradient as {@link #learned} lists them @param rate at least 0 */
    void update_(List<Tensor> gradient, double rate) {
        optimizer.update_(logs.withTensors(ALL, new ArrayList<>(gradient)), rate);
    }

    /** @return α of each tensor, e.g. {@code θa down.weight} */
    Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        for (Part part : Part.values()) {
            logs.of(part).byName().forEach((name, log) -> values.put(part.symbol() + " " + name, Math.exp(log.item_double())));
        }
        return values;
    }

    @Override
    public State state() {
        return all().state();
    }

    @Override
    public void restore_(State state) {
        all().restore_(state);
    }

    private Resumable all() {
        return Resumable.of(Map.of("logs", Resumable.of(logs.named()), "optimizer", optimizer));
    }

    @Override
    public void close() {
        optimizer.close();
        owner.close();
    }
}
