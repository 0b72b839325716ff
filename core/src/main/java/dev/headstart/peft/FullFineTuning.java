package dev.headstart.peft;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Parameters;
import dev.headstart.model.Part;
import java.util.Set;

/** θa is empty, and θp itself is trained with the head. Priming for it is MAML (Finn et al. 2017). */
@JsonTypeName("full")
public record FullFineTuning() implements PeftMethod {
    public static FullFineTuning defaults() {
        return new FullFineTuning();
    }

    @Override
    public int entry(EncoderConfig encoder) {
        return 0;
    }

    @Override
    public Set<Part> moving() {
        return Set.of(Part.PRETRAINED, Part.HEAD);
    }

    @Override
    public Parameters folded(Parameters pretrained, Parameters adapter) {
        return pretrained;
    }

    @Override
    public double defaultRate() {
        return 5e-5;
    }

    @Override
    public String describe() {
        return "full fine-tuning";
    }

    @Override
    public String formula() {
        return "the head reads the encoder's output; the encoder is trained";
    }
}
