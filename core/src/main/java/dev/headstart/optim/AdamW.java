package dev.headstart.optim;

import dev.headstart.model.Parameters;
import dev.headstart.model.Part;
import dev.headstart.model.Theta;
import dev.headstart.torch.FusedAdamW;
import dev.headstart.torch.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019, Algorithm 2), as PyTorch computes it. Decay applies to
 * every tensor alike. Updates parameters in place; owns its moments until closed. Of these consists its state, and of the number
 * of updates.
 */
public final class AdamW implements Resumable, AutoCloseable {
    /**
     * @param beta1       decay of the mean, in [0, 1)
     * @param beta2       decay of the mean square, in [0, 1)
     * @param epsilon     added to the root, above 0
     * @param weightDecay relative shrinkage per unit of rate, at least 0
     */
    public record Constants(double beta1, double beta2, double epsilon, double weightDecay) {
        public Constants {
            if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
                throw new IllegalArgumentException(
                        "AdamW's betas are " + beta1 + " and " + beta2 + "; they must lie in [0, 1).");
            }
            if (!(epsilon > 0 && weightDecay >= 0)) {
                throw new IllegalArgumentException("AdamW's epsilon is " + epsilon + " and its weight decay " + weightDecay
                        + "; epsilon must be above 0 and the decay at least 0.");
            }
        }

        /** PyTorch's torch.optim.AdamW, which the paper's libraries use. */
        public static Constants defaults() {
            return new Constants(0.9, 0.999, 1e-8, 0.01);
        }
    }

    /** Numbers updated at a time: few calls, and no gradient of a whole embedding. */
    private static final long PIECE = 1 << 22;

    private final Constants constants;
    private final Theta theta;
    private final List<Tensor> means = new ArrayList<>();
    private final List<Tensor> squares = new ArrayList<>();
    private final Owner owner;
    private int steps;

    /** @param theta whose {@code moving} parts to update; kept alive by the caller */
    public AdamW(Theta theta, Set<Part> moving, Constants constants) {
        this.constants = constants;
        this.theta = theta.only(moving);
        try (PointerScope scope = new PointerScope()) {
            for (Tensor value : this.theta.tensors()) {
                means.add(torch.zeros_like(value));
                squares.add(torch.zeros_like(value));
            }
            List<Tensor> state = new ArrayList<>(means);
            state.addAll(squares);
            this.owner = new Owner(state);
        }
    }

    /**
     * One update of every moving parameter.
     *
     * @param gradient empty for the parts that do not move; may be in a shorter format than the parameters, or sparse
     * @param rate     at least 0
     */
    public void update_(Theta gradient, double rate) {
        update_(List.of(gradient), rate);
    }

    /**
     * {@link #update_(Theta, double)} along a sum, which need not exist as a whole: it would be as large as the model.
     *
     * @param summands each with the tensors that it has; every moving parameter is in one at least
     */
    public void update_(List<Theta> summands, double rate) {
        steps++;
        int number = 0;
        for (Part part : Part.values()) {
            List<Map<String, Tensor>> own = summands.stream().map(summand -> summand.of(part).byName()).toList();
            for (Map.Entry<String, Tensor> value : theta.of(part).byName().entrySet()) {
                Rows rows = new Rows(value.getValue().detach(), means.get(number), squares.get(number));
                number++;
                try (PointerScope scope = new PointerScope()) {
                    inPieces_(rows, GradientPieces.of(named(value.getKey(), own), rows.value.scalar_type().intern()), rate);
                }
            }
        }
    }

    /** @return how often the parameters were updated */
    public int updates() {
        return steps;
    }

    @Override
    public State state() {
        return moments().state().and(State.of(Map.of("updates", (double) steps)));
    }

    @Override
    public void restore_(State state) {
        moments().restore_(state);
        steps = (int) state.number("updates");
    }

    private Resumable moments() {
        Parameters names = theta.named();
        return Resumable.of(names.withTensors(means).under("mean").with(names.withTensors(squares).under("square")));
    }

    private static List<Tensor> named(String name, List<Map<String, Tensor>> summands) {
        List<Tensor> found = summands.stream().map(all -> all.get(name)).filter(Objects::nonNull).map(Tensor::detach).toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("There is no gradient of '" + name + "', which is to move.");
        }
        return found;
    }

    /** A parameter and its moments, or the same rows of them. */
    private record Rows(Tensor value, Tensor mean, Tensor square) {
        long count() {
            return value.dim() == 0 ? 1 : value.size(0);
        }

        Rows part(long first, long count) {
            return new Rows(part(value, first, count), part(mean, first, count), part(square, first, count));
        }

        private static Tensor part(Tensor whole, long first, long count) {
            return (whole.dim() == 0 ? whole : whole.narrow(0, first, count)).view(-1);
        }
    }

    private void inPieces_(Rows all, GradientPieces gradient, double rate) {
        FusedAdamW kernel = new FusedAdamW(rate, constants.beta1, constants.beta2, constants.weightDecay, constants.epsilon);
        long rows = all.count();
        long most = Math.max(1, PIECE * rows / Math.max(1, all.value.numel()));
        for (long start = 0; start < rows; start += most) {
            try (PointerScope scope = new PointerScope()) {
                long count = Math.min(most, rows - start);
                Rows part = all.part(start, count);
                kernel.update_(part.value, gradient.rows(start, count), part.mean, part.square, steps);
            }
        }
    }

    @Override
    public void close() {
        owner.close();
    }
}
