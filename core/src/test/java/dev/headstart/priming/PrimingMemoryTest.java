package dev.headstart.priming;

import dev.headstart.data.Unit;
import dev.headstart.model.Theta;
import dev.headstart.optim.AdamW;
import dev.headstart.optim.LinearSchedule;
import dev.headstart.peft.Classifier;
import dev.headstart.peft.TopAdapter;
import dev.headstart.testing.ResidentMemory;
import dev.headstart.testing.TinyModel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/** Two tasks of 4 + 4 sentences a step, five inner steps each; fp32. */
class PrimingMemoryTest {
    private static final int EARLY = 200;
    private static final int STEPS = 2_000;

    /** Without its scope a step would leave 0.9 MB behind; the margin is 2 % of that for each step. */
    @Test
    void twoThousandStepsLeaveMemoryFlat() {
        ResidentMemory.assertFlat(ManySteps.class, 30);
    }

    static final class ManySteps {
        private ManySteps() {}

        public static void main(String[] arguments) {
            Classifier model = new Classifier(TinyModel.encoder(), TopAdapter.defaults());
            Map<String, List<Unit>> sources = new TreeMap<>();
            sources.put("en", TinyModel.units(40, 1));
            sources.put("es", TinyModel.units(40, 2));
            EpisodeSampler sampler = new EpisodeSampler(sources, new Episode.Shape(2, 4, 4), 3);
            Priming.Config config = new Priming.Config(InnerLoop.defaults(), new LinearSchedule(1e-3, 0.1, STEPS),
                    AdamW.Constants.defaults(), Heads.Policy.PER_LANGUAGE);
            try (PointerScope scope = new PointerScope()) {
                Theta theta = model.fresh(TinyModel.pretrained(4, torch.ScalarType.Float), TinyModel.LABELS, 5);
                try (Priming priming = new Priming(model, config, theta, sources, TinyModel.LABELS, 6)) {
                    for (int step = 1; step <= STEPS; step++) {
                        priming.step(sampler.next());
                        ResidentMemory.step("priming", step, EARLY, STEPS);
                    }
                }
            }
        }
    }
}
