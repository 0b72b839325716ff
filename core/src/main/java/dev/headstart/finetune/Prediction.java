package dev.headstart.finetune;

import dev.headstart.data.Ahead;
import dev.headstart.data.BestLabels;
import dev.headstart.data.TokenBatch;
import dev.headstart.data.Unit;
import dev.headstart.model.Hidden;
import dev.headstart.model.Packed;
import dev.headstart.model.Theta;
import dev.headstart.peft.Classifier;
import dev.headstart.torch.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** The most probable label wherever one is read off. */
public final class Prediction {
    private Prediction() {}

    /**
     * What is most probable in one unit.
     *
     * @param labels        indices, one per place that is read off
     * @param probabilities of these labels, in [0, 1]
     */
    public record Best(int[] labels, double[] probabilities) {}

    /** What is read off the logits of a pass, unit by unit. */
    private interface Reader<T> extends BiFunction<Tensor, List<Unit>, List<T>> {}

    /** @return for each unit one label index per place that is read off, in order: per word that the unit starts, or one */
    public static List<int[]> of(Classifier trained, Theta theta, List<Unit> units) {
        return of(trained, theta, units, BestLabels::of);
    }

    /** As {@link #of(Classifier, Theta, List)}, with probabilities. */
    public static List<Best> best(Classifier trained, Theta theta, List<Unit> units) {
        return of(trained, theta, units, (logits, some) -> {
            List<int[]> labels = BestLabels.of(logits, some);
            List<double[]> probabilities = BestLabels.probabilities(logits, some);
            return IntStream.range(0, some.size()).mapToObj(i -> new Best(labels.get(i), probabilities.get(i))).toList();
        });
    }

    /** @return for each unit the scores of all labels, unnormalised log-probabilities, one array per place that is read off */
    public static List<List<double[]>> logits(Classifier trained, Theta theta, List<Unit> units) {
        return of(trained, theta, units, BestLabels::rows);
    }

    private static <T> List<T> of(Classifier trained, Theta theta, List<Unit> units, Reader<T> reader) {
        Classifier model = trained.evaluating();
        int entry = model.entry(Set.of());
        try (PointerScope scope = new PointerScope()) {
            Theta working = Scope.withoutGraph(() -> model.working(theta));
            return of(model, working, units, (pass, input) -> model.encoder().below(working.pretrained(), input, entry), reader);
        }
    }

    /** {@link #of(Classifier, Theta, List)} on features that are there already; the same passes, so the same bits. */
    public static List<int[]> of(Classifier trained, Theta theta, Features features, List<Unit> units) {
        Classifier model = trained.evaluating();
        try (PointerScope scope = new PointerScope()) {
            Theta point = Scope.withoutGraph(() -> model.working(theta));
            return of(model, point, units, features::below, BestLabels::of);
        }
    }

    private static <T> List<T> of(Classifier model, Theta theta, List<Unit> units,
            BiFunction<List<Integer>, Packed, Hidden> below, Reader<T> reader) {
        List<T> result = new ArrayList<>(Collections.nCopies(units.size(), null));
        List<List<Integer>> passes = Features.passes(units);
        try (Ahead<TokenBatch.Plan> plans = new Ahead<>(passes.stream().map(pass -> TokenBatch.Plan.of(choose(units, pass))).iterator())) {
            for (List<Integer> pass : passes) {
                try (PointerScope scope = new PointerScope()) {
                    TokenBatch batch = TokenBatch.of(plans.next(), model.encoder().engine());
                    Tensor logits = Scope.withoutGraph(() -> model.logits(theta, below.apply(pass, batch.input())));
                    spread(result, pass, reader.apply(logits, choose(units, pass)));
                }
            }
        }
        return result;
    }

    private static List<Unit> choose(List<Unit> units, List<Integer> numbers) {
        return numbers.stream().map(units::get).toList();
    }

    private static <T> void spread(List<T> result, List<Integer> pass, List<T> ofPass) {
        for (int i = 0; i < pass.size(); i++) {
            result.set(pass.get(i), ofPass.get(i));
        }
    }
}
