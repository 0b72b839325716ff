package dev.headstart.optim;

import dev.headstart.model.Parameters;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What steps of training have changed. Names of several things together are divided by {@code /}.
 *
 * @param tensors live ones, which the next step changes, or those of a checkpoint
 * @param numbers finite
 */
public record State(Parameters tensors, Map<String, Double> numbers) {
    /** Nothing: steps that change nothing but θ. */
    public static final State NONE = new State(Parameters.NONE, Map.of());

    public State {
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }

    /** Only tensors. */
    public static State of(Parameters tensors) {
        return new State(tensors, Map.of());
    }

    /** Only numbers. */
    public static State of(Map<String, Double> numbers) {
        return new State(Parameters.NONE, numbers);
    }

    /** @throws IllegalArgumentException if there is no such number */
    public double number(String name) {
        if (!numbers.containsKey(name)) {
            throw new IllegalArgumentException("There is no number '" + name + "' in the state; there are " + numbers.keySet() + ".");
        }
        return numbers.get(name);
    }

    /** @return both; no name is in both */
    public State and(State other) {
        Map<String, Double> all = new LinkedHashMap<>(numbers);
        all.putAll(other.numbers);
        return new State(tensors.with(other.tensors), all);
    }

    /** @return this as a part of something larger */
    public State under(String part) {
        Map<String, Double> renamed = new LinkedHashMap<>();
        numbers.forEach((name, number) -> renamed.put(part + "/" + name, number));
        return new State(tensors.under(part), renamed);
    }

    /** @return what was put {@link #under} that name */
    public State part(String part) {
        Map<String, Double> own = new LinkedHashMap<>();
        numbers.forEach((name, number) -> {
            if (name.startsWith(part + "/")) {
                own.put(name.substring(part.length() + 1), number);
            }
        });
        return new State(tensors.part(part), own);
    }
}
