package dev.headstart.peft;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.headstart.model.Adaptation;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Parameters;
import dev.headstart.model.Site;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * (IA)³ (Liu et al. 2022, section 3.3): learned vectors scale keys, values and the inside of the feed-forward network.
 *
 * @param targets of QUERY, KEY, VALUE the output is scaled, of the others the input. Python peft's rule for BERT takes in
 *                the attention's output as well; the paper has keys, values and {@link Site#OUTPUT} only.
 * @param layers  which
 */
@JsonTypeName("ia3")
public record Ia3(List<Site> targets, Layers layers) implements PeftMethod {
    private static final List<Site> SCALED_OUTPUTS = List.of(Site.QUERY, Site.KEY, Site.VALUE);

    public Ia3 {
        targets = Targets.checked("ia3", targets);
    }

    /** The paper's places. */
    public static Ia3 defaults() {
        return new Ia3(List.of(Site.KEY, Site.VALUE, Site.OUTPUT), Layers.ALL);
    }

    @Override
    public int entry(EncoderConfig encoder) {
        return layers.lowest(encoder);
    }

    @Override
    public Parameters fresh(EncoderConfig encoder, Parameters pretrained, InitialValues initial) {
        Map<String, Tensor> vectors = new LinkedHashMap<>();
        for (int layer : layers.of(encoder)) {
            for (Site site : targets) {
                int size = SCALED_OUTPUTS.contains(site) ? site.outputSize(encoder) : site.inputSize(encoder);
                vectors.put(name(layer, site), initial.ones(size));
            }
        }
        return new Parameters(vectors);
    }

    private static String name(int layer, Site site) {
        return site.in(layer) + ".ia3_l";
    }

    @Override
    public Adaptation adaptation(Parameters adapter) {
        return new Adaptation() {
            @Override
            public Tensor input(int layer, Site site, Tensor x) {
                return SCALED_OUTPUTS.contains(site) ? x : scaled(layer, site, x);
            }

            @Override
            public Tensor output(int layer, Site site, Tensor x, Tensor y) {
                return SCALED_OUTPUTS.contains(site) ? scaled(layer, site, y) : y;
            }

            private Tensor scaled(int layer, Site site, Tensor x) {
                Tensor scale = adapter.byName().get(name(layer, site));
                return scale == null ? x : x.mul(scale);
            }
        };
    }

    /** A scaled output is scaled rows of the weight, and bias; a scaled input is scaled columns. */
    @Override
    public Parameters folded(Parameters pretrained, Parameters adapter) {
        return pretrained.map((name, tensor) -> {
            String map = name.replaceAll("\\.(weight|bias)$", "");
            Tensor scale = adapter.byName().get(map + ".ia3_l");
            if (scale == null) {
                return tensor;
            }
            boolean output = SCALED_OUTPUTS.stream().anyMatch(site -> map.endsWith("." + site));
            if (name.endsWith(".bias")) {
                return output ? tensor.mul(scale) : tensor;
            }
            return tensor.mul(output ? scale.unsqueeze(1) : scale);
        });
    }

    @Override
    public double defaultRate() {
        return 1e-2;
    }

    @Override
    public String describe() {
        return "(IA)³ on " + Targets.text(targets) + ", layers " + layers;
    }

    @Override
    public String formula() {
        return "outputs of query, key and value and inputs of other linear maps times a vector, which starts at one";
    }
}
