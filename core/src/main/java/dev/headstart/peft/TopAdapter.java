package dev.headstart.peft;

import dev.headstart.model.Activation;
import dev.headstart.model.Adaptation;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Normal;
import dev.headstart.model.Parameters;
import dev.headstart.model.Site;
import dev.headstart.torch.Engine;
import dev.headstart.torch.Precision;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The paper's PEFT method (section 4): one bottleneck adapter (Houlsby et al. 2019) after the last layer,
 * g(x) = x + W_up σ(W_down x + b_down) + b_up.
 *
 * @param bottleneck     width of the middle, at least 1; the paper's is 64
 * @param activation     σ, not stated in the paper
 * @param residual       whether x is added; not stated in the paper
 * @param initialisation of fresh parameters; not stated in the paper
 */
public record TopAdapter(int bottleneck, Activation activation, boolean residual, Initialisation initialisation)
        implements PeftMethod {
    /** How fresh adapters are drawn; biases start at 0. */
    public enum Initialisation {
        /** W_down from N(0, 1/H), W_up zero: with the residual, a fresh adapter changes nothing. */
        ZERO_UP,
        /** Both from N(0, 0.01²), Houlsby et al. (2019): close to the identity. */
        SMALL,
        /** Both from N(0, 0.02²), as BERT's own weights and AdapterHub's default. */
        BERT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private double down(int hiddenSize) {
            return this == ZERO_UP ? Math.sqrt(1.0 / hiddenSize) : up();
        }

        private double up() {
            return switch (this) {
                case ZERO_UP -> 0;
                case SMALL -> 0.01;
                case BERT -> 0.02;
            };
        }
    }

    public TopAdapter {
        if (bottleneck < 1) {
            throw new IllegalArgumentException("The adapter's bottleneck is " + bottleneck + "; it must be at least 1.");
        }
        if (!residual && initialisation == Initialisation.ZERO_UP) {
            throw new IllegalArgumentException("An adapter without residual that starts with a zero up-projection outputs "
                    + "zero and cannot learn; initialise it as 'small' or 'bert'.");
        }
    }

    /** Bottleneck of the paper's section 4.2; residual and ReLU as in Houlsby's and Pfeiffer's adapters. */
    public static TopAdapter defaults() {
        return new TopAdapter(64, Activation.RELU, true, Initialisation.ZERO_UP);
    }

    @Override
    public int entry(EncoderConfig encoder) {
        return encoder.layers();
    }

    @Override
    public Parameters fresh(EncoderConfig encoder, long seed, Engine engine, torch.ScalarType type) {
        int hidden = encoder.hiddenSize();
        Normal normal = new Normal(seed);
        Map<String, Tensor> adapter = new LinkedHashMap<>();
        adapter.put("down.weight", normal.tensor(initialisation.down(hidden), engine, type, bottleneck, hidden));
        adapter.put("down.bias", Normal.zeros(engine, type, bottleneck));
        adapter.put("up.weight", normal.tensor(initialisation.up(), engine, type, hidden, bottleneck));
        adapter.put("up.bias", Normal.zeros(engine, type, hidden));
        return new Parameters(adapter);
    }

    @Override
    public Adaptation adaptation(Parameters adapter) {
        return (site, input, output) -> site == Site.TOP ? adapt(adapter, output) : output;
    }

    private Tensor adapt(Parameters adapter, Tensor x) {                                   // [R, H]
        Tensor middle = activation.apply(affine(adapter, "down", x));                      // [R, bottleneck]
        Tensor change = affine(adapter, "up", middle);
        return residual ? x.add(change) : change;
    }

    private static Tensor affine(Parameters adapter, String name, Tensor x) {
        return Precision.FP32.linear(x, adapter.get(name + ".weight"), adapter.get(name + ".bias"));
    }

    @Override
    public String describe() {
        return "top adapter, bottleneck " + bottleneck + ", " + activation + (residual ? ", residual, " : ", no residual, ")
                + initialisation;
    }
}
