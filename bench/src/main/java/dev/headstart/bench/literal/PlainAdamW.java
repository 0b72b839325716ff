package dev.headstart.bench.literal;

import dev.headstart.optim.AdamW;
import dev.headstart.torch.Owner;
import dev.headstart.torch.Scope;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** AdamW, one tensor after another, every element of every tensor. Owns its moments until closed. */
final class PlainAdamW implements AutoCloseable {
    private final AdamW.Constants constants;
    private final List<Tensor> values;
    private final List<Tensor> means;
    private final List<Tensor> squares;
    private final Owner owner;
    private int steps;

    /** @param values moved in place; kept alive by the caller */
    PlainAdamW(List<Tensor> values, AdamW.Constants constants) {
        this.constants = constants;
        this.values = values;
        try (PointerScope scope = new PointerScope()) {
            this.means = values.stream().map(torch::zeros_like).toList();
            this.squares = values.stream().map(torch::zeros_like).toList();
            List<Tensor> state = new ArrayList<>(means);
            state.addAll(squares);
            this.owner = new Owner(state);
        }
    }

    /** @param gradients one for each of the values; sparse ones, which only Headstart's encoder gives, are made dense */
    void update_(List<Tensor> gradients, double rate) {
        steps++;
        Scope.withoutGraph(() -> {
            for (int i = 0; i < values.size(); i++) {
                try (PointerScope scope = new PointerScope()) {
                    update_(values.get(i), means.get(i), squares.get(i), dense(gradients.get(i)), rate);
                }
            }
            return null;
        });
    }

    private static Tensor dense(Tensor gradient) {
        return gradient.is_sparse() ? gradient.to_dense() : gradient;
    }

    private void update_(Tensor value, Tensor mean, Tensor square, Tensor gradient, double rate) {
        double meanCorrection = 1 - Math.pow(constants.beta1(), steps);
        double squareCorrection = Math.sqrt(1 - Math.pow(constants.beta2(), steps));
        value.mul_(new Scalar(1 - rate * constants.weightDecay()));
        mean.lerp_(gradient, new Scalar(1 - constants.beta1()));
        square.mul_(new Scalar(constants.beta2())).addcmul_(gradient, gradient, new Scalar(1 - constants.beta2()));
        Tensor denominator = square.sqrt().div_(new Scalar(squareCorrection)).add_(new Scalar(constants.epsilon()));
        value.addcdiv_(mean, denominator, new Scalar(-rate / meanCorrection));
    }

    @Override
    public void close() {
        owner.close();
    }
}
