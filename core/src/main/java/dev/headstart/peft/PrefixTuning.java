package dev.headstart.peft;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.headstart.model.Adaptation;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Parameters;
import dev.headstart.model.Site;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Prefix tuning (Li and Liang 2021): in each layer, learned keys and values that every sequence sees in front of its own.
 * They are trained as they are, without a network that makes them.
 *
 * @param length how many, at least 1
 * @param layers which have a prefix
 */
@JsonTypeName("prefix")
public record PrefixTuning(int length, Layers layers) implements PeftMethod {
    /** That of BERT's own weights. Deviation: Python peft has 1, which drowns the text's own keys at first. */
    private static final double DEVIATION = 0.02;

    public PrefixTuning {
        if (length < 1) {
            throw new IllegalArgumentException("The prefix has length " + length + "; it must be at least 1.");
        }
    }

    /** Twenty in every layer. */
    public static PrefixTuning defaults() {
        return new PrefixTuning(20, Layers.ALL);
    }

    @Override
    public int entry(EncoderConfig encoder) {
        return layers.lowest(encoder);
    }

    @Override
    public Parameters fresh(EncoderConfig encoder, Parameters pretrained, InitialValues initial) {
        Map<String, Tensor> prefixes = new LinkedHashMap<>();
        for (int layer : layers.of(encoder)) {
            prefixes.put(name(layer, Site.KEY), initial.normal(DEVIATION, length, encoder.hiddenSize()));
            prefixes.put(name(layer, Site.VALUE), initial.normal(DEVIATION, length, encoder.hiddenSize()));
        }
        return new Parameters(prefixes);
    }

    private static String name(int layer, Site site) {
        return site.in(layer) + ".prefix";
    }

    @Override
    public Adaptation adaptation(Parameters adapter) {
        return new Adaptation() {
            @Override
            public Optional<Prefix> prefix(int layer) {
                return Optional.ofNullable(adapter.byName().get(name(layer, Site.KEY)))
                        .map(keys -> new Prefix(keys, adapter.get(name(layer, Site.VALUE))));
            }

            @Override
            public int shift() {
                return positions();
            }
        };
    }

    /** As in transformers, where a prefix stands for text that came before; in some layers only, it does not. */
    @Override
    public int positions() {
        return layers.equals(Layers.ALL) ? length : 0;
    }

    @Override
    public void check(EncoderConfig encoder) {
        layers.of(encoder);
        if (length >= encoder.maxPositions()) {
            throw new IllegalArgumentException("The prefix has length " + length + ", but the encoder has only "
                    + encoder.maxPositions() + " positions; choose a shorter one.");
        }
    }

    @Override
    public double defaultRate() {
        return 1e-2;
    }

    @Override
    public String describe() {
        return "prefix of " + length + ", layers " + layers;
    }

    @Override
    public String formula() {
        return "keys and values in front of those of every sequence, from N(0, 0.02^2); in all layers, positions begin behind them";
    }
}
