package dev.headstart.model;

import dev.headstart.torch.Autograd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A set of named tensors, in a fixed order. The set never changes; what its tensors hold does when one of the in-place
 * methods, which end in {@code _}, is called.
 *
 * @param byName tensors by their names in checkpoints, without a prefix for the model
 */
public record Parameters(Map<String, Tensor> byName) {
    public static final Parameters NONE = new Parameters(Map.of());

    public Parameters {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    /** @throws IllegalArgumentException if there is no such tensor */
    public Tensor get(String name) {
        Tensor tensor = byName.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("There is no parameter '" + name + "'; there are " + byName.keySet() + ".");
        }
        return tensor;
    }

    public boolean isEmpty() {
        return byName.isEmpty();
    }

    public List<Tensor> tensors() {
        return List.copyOf(byName.values());
    }

    /** @return number of scalars in all tensors */
    public long count() {
        return byName.values().stream().mapToLong(Tensor::numel).sum();
    }

    public Parameters map(UnaryOperator<Tensor> function) {
        return map((name, tensor) -> function.apply(tensor));
    }

    /** @param function of name and tensor */
    public Parameters map(BiFunction<String, Tensor, Tensor> function) {
        Map<String, Tensor> result = new LinkedHashMap<>();
        byName.forEach((name, tensor) -> result.put(name, function.apply(name, tensor)));
        return new Parameters(result);
    }

    /** @return those whose names are {@code wanted} */
    public Parameters only(Predicate<String> wanted) {
        Map<String, Tensor> result = new LinkedHashMap<>(byName);
        result.keySet().removeIf(wanted.negate());
        return new Parameters(result);
    }

    /** @return this set, and {@code others}: in the place of tensors of the same names, or behind */
    public Parameters with(Parameters others) {
        Map<String, Tensor> result = new LinkedHashMap<>(byName);
        result.putAll(others.byName);
        return new Parameters(result);
    }

    /** @param function from old names to new ones, all different @return the same tensors in the same order */
    public Parameters renamed(UnaryOperator<String> function) {
        Map<String, Tensor> result = new LinkedHashMap<>();
        byName.forEach((name, tensor) -> result.put(function.apply(name), tensor));
        return new Parameters(result);
    }

    /** @return these as a part of something larger, {@code part/} in front of every name */
    public Parameters under(String part) {
        return renamed(name -> part + "/" + name);
    }

    /** @return what was put {@link #under} that name */
    public Parameters part(String part) {
        Map<String, Tensor> own = new LinkedHashMap<>();
        byName.forEach((name, tensor) -> {
            if (name.startsWith(part + "/")) {
                own.put(name.substring(part.length() + 1), tensor);
            }
        });
        return new Parameters(own);
    }

    /** Combines with the tensors of the same names. */
    public Parameters zip(Parameters other, BinaryOperator<Tensor> function) {
        Map<String, Tensor> result = new LinkedHashMap<>();
        byName.forEach((name, tensor) -> result.put(name, function.apply(tensor, other.get(name))));
        return new Parameters(result);
    }

    /** @return this − rate · gradients, which may be in a shorter format, or sparse in their rows */
    public Parameters minus(double rate, Parameters gradients) {
        Scalar step = new Scalar(rate);
        return zip(gradients, (value, gradient) -> gradient.is_sparse() ? minusRows(value, rate, gradient.coalesce())
                : value.sub(gradient.to(value.scalar_type()), step));
    }

    private static Tensor minusRows(Tensor value, double rate, Tensor sparse) {
        return value.clone().index_add_(0, sparse.indices().select(0, 0), sparse.values(), new Scalar(-rate));
    }

    /** @return the sum, in fp32 where it was in bf16; a name that only one of the two has counts as zero in the other */
    public Parameters plus(Parameters other) {
        Map<String, Tensor> sum = new LinkedHashMap<>(byName);
        other.byName.forEach((name, tensor) -> sum.merge(name, tensor, (a, b) -> wide(a).add(wide(b))));
        return new Parameters(sum);
    }

    /**
     * {@link #plus} into this sum's own memory, without the page faults of a new one as large as the model.
     *
     * @return this sum, with copies of those tensors that only {@code other} has; the start of one is {@link #NONE}
     */
    public Parameters plus_(Parameters other) {
        Map<String, Tensor> sum = new LinkedHashMap<>(byName);
        other.byName.forEach((name, tensor) -> {
            Tensor wide = wide(tensor);
            if (byName.containsKey(name)) {
                byName.get(name).add_(wide);   // what it returns is only lent
            } else {
                sum.put(name, wide == tensor ? tensor.clone() : wide);
            }
        });
        return new Parameters(sum);
    }

    private static Tensor wide(Tensor tensor) {
        return tensor.scalar_type().intern() == torch.ScalarType.BFloat16 ? tensor.to(torch.ScalarType.Float) : tensor;
    }

    /** @return the same values, cut off from any graph, as tensors that gradients are taken of */
    public Parameters leaves() {
        return map(tensor -> tensor.detach().requires_grad_(true));
    }

    /** @return copies in memory of their own, without a graph */
    public Parameters copy() {
        return map(tensor -> tensor.detach().clone());
    }

    /** @throws IllegalArgumentException if {@code other} lacks one of these tensors, or has it in another shape */
    public void requireShapesOf(Parameters other) {
        byName.forEach((name, tensor) -> {
            long[] found = other.get(name).shape();
            if (!Arrays.equals(found, tensor.shape())) {
                throw new IllegalArgumentException("Parameter '" + name + "' is " + Arrays.toString(found) + ", expected "
                        + Arrays.toString(tensor.shape()) + ". Is it from another method or model?");
            }
        });
    }

    /** Overwrites the values in place with those of {@code other}. */
    public void copy_(Parameters other) {
        byName.forEach((name, tensor) -> tensor.detach().copy_(other.get(name).detach()));
    }

    /** @return these tensors' gradients of {@code output}, by the same names */
    public Parameters gradientsOf(Tensor output) {
        return withTensors(Autograd.gradients(output, new ArrayList<>(byName.values())));
    }

    /** @param tensors one for each of this set's names, in its order @return those that are there */
    public Parameters present(List<Optional<Tensor>> tensors) {
        Map<String, Tensor> result = new LinkedHashMap<>();
        int i = 0;
        for (String name : byName.keySet()) {
            tensors.get(i++).ifPresent(tensor -> result.put(name, tensor));
        }
        return new Parameters(result);
    }

    /** @return {@code tensors} under this set's names, in this set's order */
    public Parameters withTensors(List<Tensor> tensors) {
        Map<String, Tensor> result = new LinkedHashMap<>();
        int i = 0;
        for (String name : byName.keySet()) {
            result.put(name, tensors.get(i++));
        }
        return new Parameters(result);
    }
}
