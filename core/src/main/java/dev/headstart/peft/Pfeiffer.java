package dev.headstart.peft;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.headstart.model.Activation;
import dev.headstart.model.Adaptation;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Parameters;
import dev.headstart.model.Site;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/**
 * Pfeiffer et al.'s adapter (2021), AdapterHub's {@code seq_bn}: one bottleneck a layer, behind the feed-forward network,
 * where it reads what the layer would have output: c + u(norm(c + r)) is added to the residual stream r instead of c.
 *
 * @param bottleneck     width of the middle, at least 1
 * @param activation     of the middle
 * @param initialisation of fresh parameters
 * @param layers         which have one
 */
@JsonTypeName("pfeiffer")
public record Pfeiffer(int bottleneck, Activation activation, Initialisation initialisation, Layers layers)
        implements PeftMethod {
    public Pfeiffer {
        new Bottleneck(bottleneck, activation, initialisation);   // checks the width
    }

    /** AdapterHub's: ReLU, and 48, which is its reduction by 16 for an encoder 768 wide. */
    public static Pfeiffer defaults() {
        return new Pfeiffer(48, Activation.RELU, Initialisation.ZERO_UP, Layers.ALL);
    }

    private Bottleneck middle() {
        return new Bottleneck(bottleneck, activation, initialisation);
    }

    @Override
    public int entry(EncoderConfig encoder) {
        return layers.lowest(encoder);
    }

    @Override
    public Parameters fresh(EncoderConfig encoder, Parameters pretrained, InitialValues initial) {
        Map<String, Tensor> adapters = new LinkedHashMap<>();
        layers.of(encoder).forEach(layer -> adapters.putAll(middle().fresh(name(layer), encoder.hiddenSize(), initial)));
        return new Parameters(adapters);
    }

    private static String name(int layer) {
        return EncoderConfig.layerName(layer) + "output.adapter_";
    }

    @Override
    public Adaptation adaptation(Parameters adapter) {
        return new Adaptation() {
            @Override
            public Tensor change(int layer, Site site, Tensor change, Tensor residual, UnaryOperator<Tensor> norm) {
                boolean has = site == Site.OUTPUT && adapter.byName().containsKey(name(layer) + "down.weight");
                return has ? change.add(middle().apply(adapter, name(layer), norm.apply(change.add(residual)))) : change;
            }
        };
    }

    @Override
    public double defaultRate() {
        return 3e-3;
    }

    @Override
    public String describe() {
        return "Pfeiffer adapters, bottleneck " + bottleneck + ", " + activation + ", " + initialisation + ", layers " + layers;
    }

    @Override
    public String formula() {
        return "c + up(activation(down(norm(c + r)))) in the place of c, what the feed-forward network adds to the residual stream r; "
                + Bottleneck.FORMULA;
    }
}
