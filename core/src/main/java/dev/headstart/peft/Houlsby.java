package dev.headstart.peft;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.headstart.model.Activation;
import dev.headstart.model.Adaptation;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Parameters;
import dev.headstart.model.Site;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/**
 * Houlsby et al.'s adapters (2019), AdapterHub's {@code double_seq_bn}: two bottlenecks a layer, behind attention and behind
 * the feed-forward network; c + u(c) is added to the residual stream instead of c.
 *
 * @param bottleneck     width of the middle, at least 1
 * @param activation     of the middle
 * @param initialisation of fresh parameters
 * @param layers         which have them
 */
@JsonTypeName("houlsby")
public record Houlsby(int bottleneck, Activation activation, Initialisation initialisation, Layers layers)
        implements PeftMethod {
    private static final List<Site> ENDS = List.of(Site.ATTENTION_OUTPUT, Site.OUTPUT);

    public Houlsby {
        new Bottleneck(bottleneck, activation, initialisation);   // checks the width
    }

    /** AdapterHub's: swish, and 48, which is its reduction by 16 for an encoder 768 wide. */
    public static Houlsby defaults() {
        return new Houlsby(48, Activation.SWISH, Initialisation.ZERO_UP, Layers.ALL);
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
        for (int layer : layers.of(encoder)) {
            ENDS.forEach(site -> adapters.putAll(middle().fresh(name(layer, site), encoder.hiddenSize(), initial)));
        }
        return new Parameters(adapters);
    }

    private static String name(int layer, Site site) {
        return EncoderConfig.layerName(layer) + (site == Site.OUTPUT ? "" : "attention.") + "output.adapter_";
    }

    @Override
    public Adaptation adaptation(Parameters adapter) {
        return new Adaptation() {
            @Override
            public Tensor change(int layer, Site site, Tensor change, Tensor residual, UnaryOperator<Tensor> norm) {
                boolean has = adapter.byName().containsKey(name(layer, site) + "down.weight");
                return has ? change.add(middle().apply(adapter, name(layer, site), change)) : change;
            }
        };
    }

    @Override
    public double defaultRate() {
        return 3e-3;
    }

    @Override
    public String describe() {
        return "Houlsby adapters, bottleneck " + bottleneck + ", " + activation + ", " + initialisation + ", layers " + layers;
    }

    @Override
    public String formula() {
        return "c + up(activation(down(c))) in the place of c, what attention and what the feed-forward network add to the residual "
                + "stream; " + Bottleneck.FORMULA;
    }
}
