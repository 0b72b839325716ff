package dev.headstart.peft;

import dev.headstart.model.Activation;
import dev.headstart.model.Parameters;
import dev.headstart.torch.Precision;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * u(x) = W_up σ(W_down x + b_down) + b_up, the middle of every adapter (Houlsby et al. 2019, Figure 2).
 *
 * @param width          of the middle, at least 1
 * @param activation     σ
 * @param initialisation of fresh parameters
 */
record Bottleneck(int width, Activation activation, Initialisation initialisation) {
    static final String FORMULA = "zero-up draws down.weight from N(0, 1 / hidden size)";

    Bottleneck {
        if (width < 1) {
            throw new IllegalArgumentException("The adapter's bottleneck is " + width + "; it must be at least 1.");
        }
    }

    /** @param name prefix of the parameters' names, empty or ending in a dot */
    Map<String, Tensor> fresh(String name, int hidden, InitialValues initial) {
        Map<String, Tensor> adapter = new LinkedHashMap<>();
        adapter.put(name + "down.weight", initial.normal(initialisation.down(hidden), width, hidden));
        adapter.put(name + "down.bias", initial.zeros(width));
        adapter.put(name + "up.weight", initial.normal(initialisation.up(), hidden, width));
        adapter.put(name + "up.bias", initial.zeros(hidden));
        return adapter;
    }

    /** @param x [rows, H] @return u(x), [rows, H] */
    Tensor apply(Parameters adapter, String name, Tensor x) {
        Tensor middle = activation.apply(affine(adapter, name + "down", x));                   // [rows, width]
        return affine(adapter, name + "up", middle);
    }

    private static Tensor affine(Parameters adapter, String name, Tensor x) {
        Tensor weight = adapter.get(name + ".weight");
        return Precision.FP32.linear(x.to(weight.scalar_type()), weight, adapter.get(name + ".bias"));
    }
}
