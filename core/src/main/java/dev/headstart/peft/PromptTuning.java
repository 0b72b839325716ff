package dev.headstart.peft;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.headstart.model.Adaptation;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Parameters;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Prompt tuning (Lester et al. 2021): learned embeddings in front of the whole sequence, where word pieces would stand.
 *
 * @param length how many, at least 1
 */
@JsonTypeName("prompt")
public record PromptTuning(int length) implements PeftMethod {
    private static final String NAME = "prompt_embeddings";
    /** That of BERT's own embeddings. Deviation: Python peft has 1. */
    private static final double DEVIATION = 0.02;

    public PromptTuning {
        if (length < 1) {
            throw new IllegalArgumentException("The prompt has length " + length + "; it must be at least 1.");
        }
    }

    /** Twenty, Lester et al.'s default. */
    public static PromptTuning defaults() {
        return new PromptTuning(20);
    }

    @Override
    public int entry(EncoderConfig encoder) {
        return 0;
    }

    @Override
    public Parameters fresh(EncoderConfig encoder, Parameters pretrained, InitialValues initial) {
        long width = pretrained.get("embeddings.word_embeddings.weight").size(1);
        return new Parameters(Map.of(NAME, initial.normal(DEVIATION, length, width)));
    }

    @Override
    public Adaptation adaptation(Parameters adapter) {
        return new Adaptation() {
            @Override
            public Optional<Tensor> prompt() {
                return Optional.of(adapter.get(NAME));
            }
        };
    }

    @Override
    public int prompt() {
        return length;
    }

    @Override
    public int positions() {
        return length;
    }

    @Override
    public void check(EncoderConfig encoder) {
        if (length >= encoder.maxPositions()) {
            throw new IllegalArgumentException("The prompt has length " + length + ", but the encoder has only "
                    + encoder.maxPositions() + " positions; choose a shorter one.");
        }
    }

    @Override
    public double defaultRate() {
        return 1e-2;
    }

    @Override
    public String describe() {
        return "prompt of " + length;
    }

    @Override
    public String formula() {
        return "embeddings in front of those of every sequence, from N(0, 0.02^2); positions count them";
    }
}
