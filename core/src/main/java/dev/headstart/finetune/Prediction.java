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
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** The most probable label of every word. */
public final class Prediction {
    private Prediction() {}

    /** @return for each unit one label index per word that the unit starts, in order */
    public static List<int[]> of(Classifier trained, Theta theta, List<Unit> units) {
        Classifier model = trained.evaluating();
        int entry = model.entry(Set.of());
        try (PointerScope scope = new PointerScope()) {
            Theta working = Scope.withoutGraph(() -> model.working(theta));
            return of(model, working, units, (pass, input) -> model.encoder().below(working.pretrained(), input, entry));
        }
    }

    /** {@link #of(Classifier, Theta, List)} on features that are there already; the same passes, so the same bits. */
    public static List<int[]> of(Classifier trained, Theta theta, Features features, List<Unit> units) {
        Classifier model = trained.evaluating();
        try (PointerScope scope = new PointerScope()) {
            Theta point = Scope.withoutGraph(() -> model.working(theta));
            return of(model, point, units, features::below);
        }
    }

    private static List<int[]> of(Classifier model, Theta theta, List<Unit> units,
            BiFunction<List<Integer>, Packed, Hidden> below) {
        List<int[]> result = new ArrayList<>(Collections.nCopies(units.size(), new int[0]));
        List<List<Integer>> passes = Features.passes(units);
        try (Ahead<TokenBatch.Plan> plans = new Ahead<>(passes.stream().map(pass -> TokenBatch.Plan.of(choose(units, pass))).iterator())) {
            for (List<Integer> pass : passes) {
                try (PointerScope scope = new PointerScope()) {
                    TokenBatch batch = TokenBatch.of(plans.next(), model.encoder().engine());
                    Tensor logits = Scope.withoutGraph(() -> model.logits(theta, below.apply(pass, batch.input())));
                    spread(result, pass, choose(units, pass), logits);
                }
            }
        }
        return result;
    }

    private static List<Unit> choose(List<Unit> units, List<Integer> numbers) {
        return numbers.stream().map(units::get).toList();
    }

    private static void spread(List<int[]> result, List<Integer> pass, List<Unit> units, Tensor logits) {
        List<int[]> labels = BestLabels.of(logits, units);
        for (int i = 0; i < pass.size(); i++) {
            result.set(pass.get(i), labels.get(i));
        }
    }
}
