package dev.headstart.priming;

import dev.headstart.data.TokenBatch;
import dev.headstart.data.Unit;
import dev.headstart.model.Layout;
import dev.headstart.torch.Engine;
import java.util.ArrayList;
import java.util.List;

/**
 * The support sets, or the query sets, of a step's tasks, as passes of the encoder take them: all together, or cut into
 * micro-batches, which need less memory and give the same losses and gradients but for the order of sums.
 *
 * @param passes   in order; the sentences of a set follow each other
 * @param labelled number of labelled tokens of each whole set, by which its loss is divided
 */
public record Passes(List<Pass> passes, List<Integer> labelled) {
    /**
     * What one pass of the encoder takes.
     *
     * @param sets     numbers of the sets it serves, each once
     * @param parts    of each of these sets, some or all sentences
     * @param together all parts in one
     */
    public record Pass(List<Integer> sets, List<TokenBatch.Plan> parts, Layout together) {
        private static Pass of(List<Integer> sets, List<List<Unit>> units) {
            List<TokenBatch.Plan> parts = units.stream().map(TokenBatch.Plan::of).toList();
            return new Pass(List.copyOf(sets), parts, Layout.join(parts.stream().map(TokenBatch.Plan::layout).toList()));
        }

        /** @return the parts as tensors of the open scope */
        List<TokenBatch> batches(Engine engine) {
            return parts.stream().map(part -> TokenBatch.of(part, engine)).toList();
        }
    }

    /**
     * @param sets   sentences of each set
     * @param most   sentences in one pass, at least 1
     * @param shared whether sets may share a pass; not if each task has a θp of its own
     */
    static Passes of(List<List<Unit>> sets, int most, boolean shared) {
        List<Pass> passes = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        List<List<Unit>> parts = new ArrayList<>();
        int room = most;
        for (int set = 0; set < sets.size(); set++) {
            for (List<Unit> rest = sets.get(set); !rest.isEmpty(); ) {
                if (room == 0 || (!shared && !numbers.isEmpty())) {
                    passes.add(Pass.of(numbers, parts));
                    numbers.clear();
                    parts.clear();
                    room = most;
                }
                List<Unit> part = rest.subList(0, Math.min(room, rest.size()));
                numbers.add(set);
                parts.add(part);
                room -= part.size();
                rest = rest.subList(part.size(), rest.size());
            }
        }
        passes.add(Pass.of(numbers, parts));
        return new Passes(List.copyOf(passes), sets.stream().map(Passes::labelled).toList());
    }

    private static int labelled(List<Unit> units) {
        return units.stream().mapToInt(Unit::labelled).sum();
    }
}
