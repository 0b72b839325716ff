package dev.headstart.peft;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Parameters;
import java.util.List;

/**
 * BitFit (Ben Zaken et al. 2022): θa is every bias of the encoder, those of the normalisations included; what is left is θp.
 *
 * @param layers whose biases; the embedding's belongs to {@code all}
 */
@JsonTypeName("bitfit")
public record BitFit(Layers layers) implements PeftMethod {
    public static BitFit defaults() {
        return new BitFit(Layers.ALL);
    }

    @Override
    public int entry(EncoderConfig encoder) {
        return layers.lowest(encoder);
    }

    @Override
    public Parameters fresh(EncoderConfig encoder, Parameters pretrained, InitialValues initial) {
        List<String> names = layers.of(encoder).stream().map(EncoderConfig::layerName).toList();
        boolean all = names.size() == encoder.layers();
        return pretrained.only(name -> name.endsWith(".bias") && (all || names.stream().anyMatch(name::startsWith))).copy();
    }

    @Override
    public Parameters folded(Parameters pretrained, Parameters adapter) {
        return pretrained.with(adapter);
    }

    @Override
    public double defaultRate() {
        return 1e-2;
    }

    @Override
    public String describe() {
        return "BitFit, layers " + layers;
    }

    @Override
    public String formula() {
        return "every bias of the encoder is trained, from its pretrained value";
    }
}
