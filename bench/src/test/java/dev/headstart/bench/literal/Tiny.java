package dev.headstart.bench.literal;

import dev.headstart.checkpoint.EncoderTensors;
import dev.headstart.data.Unit;
import dev.headstart.model.Activation;
import dev.headstart.model.Dropout;
import dev.headstart.model.Encoder;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Normal;
import dev.headstart.model.Parameters;
import dev.headstart.optim.LinearSchedule;
import dev.headstart.peft.Classifier;
import dev.headstart.peft.Initialisation;
import dev.headstart.peft.TopAdapter;
import dev.headstart.priming.InnerLoop;
import dev.headstart.priming.InnerRates;
import dev.headstart.torch.Engine;
import dev.headstart.torch.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A model and sentences as small as they can be, with weights large enough that everything matters. */
final class Tiny {
    static final int LABELS = 5;
    private static final EncoderConfig CONFIG = new EncoderConfig(40, 8, 2, 2, 12, 24, 2, Activation.GELU, 1e-12, 0.1, 0.1);

    private Tiny() {}

    static Classifier model() {
        Engine engine = Engine.start(Engine.Device.CPU, 1, Precision.FP32);
        return new Classifier(new Encoder(CONFIG, Dropout.OFF, engine),
                new TopAdapter(4, Activation.RELU, true, Initialisation.BERT));
    }

    static Parameters pretrained(Classifier model, torch.ScalarType type) {
        Normal normal = new Normal(3);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        EncoderTensors.shapes(CONFIG).forEach((name, shape) -> tensors.put(name, normal.tensor(0.4, model.encoder().engine(), type,
                shape.stream().mapToLong(Long::longValue).toArray())));
        return new Parameters(tensors);
    }

    /** Equal at every call; the tensors belong to the open scope. */
    static MetaStart start(InnerLoop.Kind kind, torch.ScalarType type) {
        Classifier model = model();
        Map<String, List<Unit>> sources = new LinkedHashMap<>();
        sources.put("en", units(40, 1));
        sources.put("es", units(40, 2));
        return new MetaStart(model, model.fresh(pretrained(model, type), LABELS, 4), sources, LABELS,
                new InnerLoop(4, kind, new InnerRates(0.01, 0.05, 0.2)), new LinearSchedule(0.001, 0.1, 20), 5);
    }

    /** Random sentences of different lengths; every second piece or so starts a word. */
    static List<Unit> units(int count, long seed) {
        Random random = new Random(seed);
        List<Unit> units = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            units.add(unit(i, 3 + random.nextInt(8), random));
        }
        return units;
    }

    private static Unit unit(int sentence, int length, Random random) {
        int[] ids = random.ints(length, 0, CONFIG.vocabularySize()).toArray();
        int[] words = new int[length];
        int[] labels = new int[length];
        int word = 0;
        for (int i = 0; i < length; i++) {
            boolean first = i == 1 || (i > 1 && i < length - 1 && random.nextBoolean());
            words[i] = first ? word++ : -1;
            labels[i] = first ? random.nextInt(LABELS) : Unit.IGNORED;
        }
        return new Unit(sentence, 0, "sentence " + sentence, ids, words, labels);
    }
}
