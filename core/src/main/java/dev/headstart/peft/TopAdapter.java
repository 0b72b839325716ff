package dev.headstart.peft;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.headstart.model.Activation;
import dev.headstart.model.Adaptation;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Parameters;
import org.bytedeco.pytorch.Tensor;

/**
 * The paper's PEFT method (section 4): one bottleneck adapter (Houlsby et al. 2019) after the last layer,
 * g(x) = x + W_up σ(W_down x + b_down) + b_up.
 *
 * @param bottleneck     width of the middle, at least 1; the paper's is 64
 * @param activation     σ, not stated in the paper
 * @param residual       whether x is added; not stated in the paper
 * @param initialisation of fresh parameters; not stated in the paper
 */
@JsonTypeName("top-adapter")
public record TopAdapter(int bottleneck, Activation activation, boolean residual, Initialisation initialisation)
        implements PeftMethod {
    public TopAdapter {
        new Bottleneck(bottleneck, activation, initialisation);   // checks the width
        if (!residual && initialisation == Initialisation.ZERO_UP) {
            throw new IllegalArgumentException("An adapter without residual that starts with a zero up-projection outputs "
                    + "zero and cannot learn; initialise it as 'small' or 'bert'.");
        }
    }

    /** Bottleneck of the paper's section 4.2; residual and ReLU as in Houlsby's and Pfeiffer's adapters. */
    public static TopAdapter defaults() {
        return new TopAdapter(64, Activation.RELU, true, Initialisation.ZERO_UP);
    }

    private Bottleneck middle() {
        return new Bottleneck(bottleneck, activation, initialisation);
    }

    @Override
    public int entry(EncoderConfig encoder) {
        return encoder.layers();
    }

    @Override
    public Parameters fresh(EncoderConfig encoder, Parameters pretrained, InitialValues initial) {
        return new Parameters(middle().fresh("", encoder.hiddenSize(), initial));
    }

    @Override
    public Adaptation adaptation(Parameters adapter) {
        return new Adaptation() {
            @Override
            public Tensor top(Tensor hidden) {
                Tensor change = middle().apply(adapter, "", hidden);
                return residual ? hidden.add(change) : change;
            }
        };
    }

    @Override
    public double defaultRate() {
        return 3e-3;
    }

    @Override
    public String describe() {
        return "top adapter, bottleneck " + bottleneck + ", " + activation + (residual ? ", residual, " : ", no residual, ")
                + initialisation;
    }

    @Override
    public String formula() {
        return "x + up(activation(down(x))) on the last hidden state, without x if there is no residual; "
                + Bottleneck.FORMULA;
    }
}
