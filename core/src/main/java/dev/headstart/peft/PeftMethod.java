package dev.headstart.peft;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.headstart.model.Adaptation;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Parameters;
import dev.headstart.model.Part;
import java.util.Set;

/**
 * Methods to prime for and to fine-tune with. Each permitted type is its own configuration, with a static
 * {@code defaults()}; being listed here is all that makes it known by its name, in commands and in files.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "method")
public sealed interface PeftMethod permits TopAdapter, Pfeiffer, Houlsby, Lora, Ia3, BitFit, PrefixTuning, PromptTuning,
        HeadOnly, FullFineTuning {
    /** @return the lowest layer that the method touches, 0 to L: everything below it stands still while θa moves */
    int entry(EncoderConfig encoder);

    /**
     * @param pretrained θp as it was loaded, whole
     * @return new θa, maybe empty. A tensor with the name of one of θp's takes its place: it is θa then, not θp.
     */
    default Parameters fresh(EncoderConfig encoder, Parameters pretrained, InitialValues initial) {
        return Parameters.NONE;
    }

    /** @return what θa does to the encoder, beside standing in the place of tensors of θp */
    default Adaptation adaptation(Parameters adapter) {
        return Adaptation.NONE;
    }

    /** @throws IllegalArgumentException if it does not fit {@code encoder}; most fit where they have a layer to enter at */
    default void check(EncoderConfig encoder) {
        entry(encoder);
    }

    /** @return the parts of θ that fine-tuning with this method moves, and so the inner loop of priming for it */
    default Set<Part> moving() {
        return Set.of(Part.ADAPTER, Part.HEAD);
    }

    /** @return word pieces that must lead every sequence, in the place of which the method puts its own */
    default int prompt() {
        return 0;
    }

    /** @return positions of the encoder that the method takes away from text */
    default int positions() {
        return 0;
    }

    /**
     * @return θp that alone computes what {@code pretrained} and {@code adapter} compute together
     * @throws IllegalArgumentException if no weights of the encoder do
     */
    default Parameters folded(Parameters pretrained, Parameters adapter) {
        throw new IllegalArgumentException("This method cannot be merged into the encoder's weights: " + describe() + " computes "
                + formula() + ". Export bottlenecks to adapterhub, prefixes and prompts to peft.");
    }

    /** @return the same as evaluation wants it, without dropout */
    default PeftMethod evaluating() {
        return this;
    }

    /**
     * @return rate of AdamW that fine-tuning gets unless told otherwise: one that learns well on WikiAnn dev with models/mini and
     *         is not the highest that does
     */
    double defaultRate();

    /** @return one phrase for tables and logs */
    String describe();

    /** @return what it computes and how fresh parameters are drawn, in one line, for those who recompute a result */
    String formula();
}
