package dev.headstart.finetune;

import dev.headstart.data.BestLabels;
import dev.headstart.data.TokenBatch;
import dev.headstart.data.Unit;
import dev.headstart.model.Theta;
import dev.headstart.peft.TokenClassifier;
import dev.headstart.torch.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** The most probable label of every word. */
public final class Prediction {
    private static final int UNITS_PER_PASS = 256;

    private Prediction() {}

    /** @return for each unit one label index per word that the unit starts, in order */
    public static List<int[]> of(TokenClassifier trained, Theta theta, List<Unit> units) {
        TokenClassifier model = trained.evaluating();
        List<int[]> result = new ArrayList<>(Collections.nCopies(units.size(), new int[0]));
        for (List<Integer> pass : Features.passes(units)) {
            List<Unit> chosen = pass.stream().map(units::get).toList();
            try (PointerScope scope = new PointerScope()) {
                TokenBatch batch = TokenBatch.of(chosen, model.encoder().engine());
                spread(result, pass, chosen, Scope.withoutGraph(() -> model.logits(theta,
                        model.encoder().below(theta.pretrained(), batch.input(), model.encoder().config().layers()))));
            }
        }
        return result;
    }

    /** {@link #of(TokenClassifier, Theta, List)} on features that are there already. */
    static List<int[]> of(TokenClassifier trained, Theta theta, Features features, List<Unit> units) {
        TokenClassifier model = trained.evaluating();
        List<int[]> result = new ArrayList<>(Collections.nCopies(units.size(), new int[0]));
        for (int from = 0; from < units.size(); from += UNITS_PER_PASS) {
            List<Integer> pass = IntStream.range(from, Math.min(units.size(), from + UNITS_PER_PASS)).boxed().toList();
            try (PointerScope scope = new PointerScope()) {
                TokenBatch batch = features.batch(pass);
                spread(result, pass, pass.stream().map(units::get).toList(),
                        Scope.withoutGraph(() -> model.logits(theta, features.below(pass, batch.input()))));
            }
        }
        return result;
    }

    private static void spread(List<int[]> result, List<Integer> pass, List<Unit> units, Tensor logits) {
        List<int[]> labels = BestLabels.of(logits, units);
        for (int i = 0; i < pass.size(); i++) {
            result.set(pass.get(i), labels.get(i));
        }
    }
}
