package dev.headstart.peft;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Parameters;
import dev.headstart.model.Part;
import java.util.Set;

/** θa is empty: only the head is trained, on the encoder's output as it is. Priming for it is ANIL (Raghu et al. 2020). */
@JsonTypeName("head")
public record HeadOnly() implements PeftMethod {
    public static HeadOnly defaults() {
        return new HeadOnly();
    }

    @Override
    public int entry(EncoderConfig encoder) {
        return encoder.layers();
    }

    @Override
    public Set<Part> moving() {
        return Set.of(Part.HEAD);
    }

    @Override
    public Parameters folded(Parameters pretrained, Parameters adapter) {
        return pretrained;
    }

    @Override
    public double defaultRate() {
        return 3e-3;
    }

    @Override
    public String describe() {
        return "no adapter";
    }

    @Override
    public String formula() {
        return "the head reads the encoder's output";
    }
}
