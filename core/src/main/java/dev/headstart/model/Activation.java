package dev.headstart.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Pointwise non-linearities by the names that Hugging Face configurations give them. */
public enum Activation {
    GELU("gelu", x -> torch.gelu(x)),
    GELU_TANH("gelu_new", x -> torch.gelu(x, "tanh")),
    RELU("relu", x -> torch.relu(x)),
    SWISH("swish", x -> torch.silu(x)),
    TANH("tanh", x -> torch.tanh(x));

    private final String label;
    private final UnaryOperator<Tensor> function;

    Activation(String label, UnaryOperator<Tensor> function) {
        this.label = label;
        this.function = function;
    }

    /** @return the non-linearity of every element, shape of {@code x} */
    public Tensor apply(Tensor x) {
        return function.apply(x);
    }

    /** @return the name in configurations, e.g. {@code gelu_new} */
    public String label() {
        return label;
    }

    /**
     * @param name also {@code silu}, {@code gelu_pytorch_tanh} and {@code gelu_fast}, which are the same functions
     * @throws IllegalArgumentException if the name is unknown
     */
    @JsonCreator
    public static Activation named(String name) {
        String known = switch (name) {
            case "silu" -> "swish";
            case "gelu_pytorch_tanh", "gelu_fast" -> "gelu_new";
            default -> name;
        };
        return Arrays.stream(values()).filter(a -> a.label.equals(known)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The non-linearity '" + name + "' is unknown; known are "
                        + Arrays.stream(values()).map(Activation::label).collect(Collectors.joining(", ")) + "."));
    }

    @Override
    public String toString() {
        return label;
    }
}
