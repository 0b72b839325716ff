package dev.headstart.finetune;

import dev.headstart.model.Theta;
import dev.headstart.optim.AdamW;
import dev.headstart.optim.LinearSchedule;
import dev.headstart.peft.Classifier;
import dev.headstart.peft.TopAdapter;
import dev.headstart.peft.Tuning;
import dev.headstart.testing.ResidentMemory;
import dev.headstart.testing.TinyModel;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/** Full fine-tuning, whose steps make most tensors; batches of 8 sentences, fp32. */
class FineTuningMemoryTest {
    private static final int EARLY = 200;
    private static final int STEPS = 2_000;

    @Test
    void twoThousandStepsLeaveMemoryFlat() {
        ResidentMemory.assertFlat(ManySteps.class, 30);
    }

    static final class ManySteps {
        private ManySteps() {}

        public static void main(String[] arguments) {
            Classifier model = new Classifier(TinyModel.encoder(), TopAdapter.defaults());
            FineTuning.Config config = new FineTuning.Config(Tuning.FULL, new LinearSchedule(1e-3, 0.1, STEPS),
                    AdamW.Constants.defaults(), 8, STEPS, Optional.empty(), 1);
            try (PointerScope scope = new PointerScope()) {
                Theta theta = model.fresh(TinyModel.pretrained(2, torch.ScalarType.Float), TinyModel.LABELS, 3);
                new FineTuning(model, config).run(theta, TinyModel.units(60, 4), Optional.empty(), new Watch());
            }
        }

        private static final class Watch implements FineTuning.Listener {
            @Override
            public void stepped(int step, double loss) {
                ResidentMemory.step("full fine-tuning", step, EARLY, STEPS);
            }
        }
    }
}
