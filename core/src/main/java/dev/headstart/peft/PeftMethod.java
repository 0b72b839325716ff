package dev.headstart.peft;

import dev.headstart.model.Adaptation;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Parameters;
import dev.headstart.torch.Engine;
import org.bytedeco.pytorch.global.torch;

/** Methods to prime for and to fine-tune with. Each permitted type is its own configuration. */
public sealed interface PeftMethod permits TopAdapter, NoAdapter {
    /** @return the lowest layer that the method touches, 0 to L: everything below it stands still while θa moves */
    int entry(EncoderConfig encoder);

    /** @return new θa, drawn from {@code seed} */
    Parameters fresh(EncoderConfig encoder, long seed, Engine engine, torch.ScalarType type);

    /** @return what θa does to the encoder */
    Adaptation adaptation(Parameters adapter);

    /** @return one phrase for tables and logs */
    String describe();
}
