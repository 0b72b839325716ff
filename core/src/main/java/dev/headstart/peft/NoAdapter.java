package dev.headstart.peft;

import dev.headstart.model.Adaptation;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Parameters;
import dev.headstart.torch.Engine;
import org.bytedeco.pytorch.global.torch;

/** θa is empty: the head reads the encoder's output as it is. */
public record NoAdapter() implements PeftMethod {
    @Override
    public int entry(EncoderConfig encoder) {
        return encoder.layers();
    }

    @Override
    public Parameters fresh(EncoderConfig encoder, long seed, Engine engine, torch.ScalarType type) {
        return Parameters.NONE;
    }

    @Override
    public Adaptation adaptation(Parameters adapter) {
        return Adaptation.NONE;
    }

    @Override
    public String describe() {
        return "no adapter";
    }
}
