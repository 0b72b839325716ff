package dev.headstart.priming;

import dev.headstart.model.Parameters;
import dev.headstart.optim.Resumable;
import dev.headstart.optim.State;
import dev.headstart.torch.Owner;
import dev.headstart.torch.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/** θh during priming: one head per source, or one for all. They are thrown away afterwards. */
public final class Heads implements Resumable, AutoCloseable {
    /** Which tasks have a head in common, and what it becomes after a step (Algorithm 1, line 9). */
    public enum Policy {
        /** One per source, e.g. per language, set to the adapted head of the source's first task in the step (camera-ready). */
        PER_LANGUAGE,
        /** One for all, set to the adapted head of the step's first task: θh = θh¹ (Algorithm 1). All must have the same labels. */
        SHARED;

        private String key(String source) {
            return this == SHARED ? "shared" : source;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Policy policy;
    private final Map<String, Parameters> byKey = new LinkedHashMap<>();
    private final Owner owner;

    /** @param fresh makes the head of the n-th key, for that source, in the open scope */
    Heads(Policy policy, List<String> sources, BiFunction<Integer, String, Parameters> fresh) {
        this.policy = policy;
        for (String source : sources) {
            byKey.computeIfAbsent(policy.key(source), key -> fresh.apply(byKey.size(), source));
        }
        this.owner = new Owner(byKey.values().stream().flatMap(head -> head.tensors().stream()).toList());
    }

    /** @return the head that tasks of {@code source} start from */
    public Parameters of(String source) {
        return byKey.get(policy.key(source));
    }

    /** @return all heads, by source, or one named {@code shared} */
    public Map<String, Parameters> all() {
        return Map.copyOf(byKey);
    }

    /** Line 9: θh ← θh¹. @param adapted heads, one per task, in the order of the tasks */
    void keep_(List<Episode> tasks, List<Parameters> adapted) {
        Map<String, Parameters> first = new LinkedHashMap<>();
        for (int i = 0; i < tasks.size(); i++) {
            first.putIfAbsent(policy.key(tasks.get(i).source()), adapted.get(i));
        }
        Scope.withoutGraph(() -> {
            first.forEach((key, head) -> byKey.get(key).copy_(head));
            return null;
        });
    }

    @Override
    public State state() {
        return live().state();
    }

    @Override
    public void restore_(State state) {
        live().restore_(state);
    }

    private Resumable live() {
        return Resumable.of(byKey.entrySet().stream().map(head -> head.getValue().under(head.getKey()))
                .reduce(Parameters.NONE, Parameters::with));
    }

    @Override
    public void close() {
        owner.close();
    }
}
