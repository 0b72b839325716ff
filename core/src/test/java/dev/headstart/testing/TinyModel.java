package dev.headstart.testing;

import dev.headstart.data.Unit;
import dev.headstart.model.Activation;
import dev.headstart.model.Dropout;
import dev.headstart.model.EmbeddingConfig;
import dev.headstart.model.Encoder;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Normal;
import dev.headstart.model.Parameters;
import dev.headstart.torch.Engine;
import dev.headstart.torch.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A BERT small enough for finite differences, with weights large enough that everything matters. */
public final class TinyModel {
    public static final int LABELS = 5;
    private static final int VOCABULARY = 40;

    private TinyModel() {}

    /** One thread: at this size waiting for a second one costs more than it computes. */
    public static Engine engine() {
        return Engine.start(Engine.Device.CPU, 1, Precision.FP32);
    }

    public static EncoderConfig config() {
        return new EncoderConfig(VOCABULARY, 8, 2, 2, 12, 24, 2, Activation.GELU, 1e-12, 0.1, 0.1);
    }

    public static Encoder encoder() {
        return new Encoder(config(), Dropout.OFF, engine());
    }

    /** The same as an XLM-RoBERTa: positions from row 2, one type for all. */
    public static EncoderConfig xlmRoberta() {
        EncoderConfig c = config();
        return new EncoderConfig("XLM-RoBERTa", new EmbeddingConfig(VOCABULARY, c.hiddenSize(), 26, 2, 1), c.hiddenSize(), c.layers(),
                c.heads(), c.intermediateSize(), c.activation(), c.layerNormEpsilon(), c.hiddenDropout(), c.attentionDropout());
    }

    /** θp in the given number format; the tensors belong to the open scope. */
    public static Parameters pretrained(long seed, torch.ScalarType type) {
        return pretrained(config(), seed, type);
    }

    /** θp of {@code c}. */
    public static Parameters pretrained(EncoderConfig c, long seed, torch.ScalarType type) {
        Map<String, Tensor> p = new LinkedHashMap<>();
        Normal normal = new Normal(seed);
        p.put("embeddings.word_embeddings.weight", normal.tensor(0.5, engine(), type, VOCABULARY, c.hiddenSize()));
        p.put("embeddings.position_embeddings.weight", normal.tensor(0.5, engine(), type, c.embeddings().positions(), c.hiddenSize()));
        p.put("embeddings.token_type_embeddings.weight", normal.tensor(0.5, engine(), type, c.embeddings().types(), c.hiddenSize()));
        norm(p, "embeddings.LayerNorm", normal, type);
        for (int layer = 0; layer < c.layers(); layer++) {
            String prefix = "encoder.layer." + layer + ".";
            for (String part : List.of("query", "key", "value")) {
                linear(p, prefix + "attention.self." + part, normal, type, c.hiddenSize(), c.hiddenSize());
            }
            linear(p, prefix + "attention.output.dense", normal, type, c.hiddenSize(), c.hiddenSize());
            norm(p, prefix + "attention.output.LayerNorm", normal, type);
            linear(p, prefix + "intermediate.dense", normal, type, c.intermediateSize(), c.hiddenSize());
            linear(p, prefix + "output.dense", normal, type, c.hiddenSize(), c.intermediateSize());
            norm(p, prefix + "output.LayerNorm", normal, type);
        }
        return new Parameters(p);
    }

    private static void linear(Map<String, Tensor> p, String name, Normal normal, torch.ScalarType type, long out, long in) {
        p.put(name + ".weight", normal.tensor(0.4, engine(), type, out, in));
        p.put(name + ".bias", normal.tensor(0.1, engine(), type, out));
    }

    private static void norm(Map<String, Tensor> p, String name, Normal normal, torch.ScalarType type) {
        p.put(name + ".weight", normal.tensor(0.7, engine(), type, config().hiddenSize()));
        p.put(name + ".bias", normal.tensor(0.1, engine(), type, config().hiddenSize()));
    }

    /** @return {@code gradients}, those that are sparse in their rows made dense */
    public static Parameters dense(Parameters gradients) {
        return gradients.map((name, gradient) -> gradient.is_sparse() ? gradient.to_dense() : gradient);
    }

    /** Random sentences of different lengths; every second piece or so starts a word. */
    public static List<Unit> units(int count, long seed) {
        Random random = new Random(seed);
        List<Unit> units = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            units.add(unit(i, 3 + random.nextInt(8), random));
        }
        return units;
    }

    private static Unit unit(int sentence, int length, Random random) {
        int[] ids = random.ints(length, 0, VOCABULARY).toArray();
        int[] words = new int[length];
        int[] labels = new int[length];
        int word = 0;
        for (int i = 0; i < length; i++) {
            boolean first = i == 1 || (i > 1 && i < length - 1 && random.nextBoolean());
            words[i] = first ? word++ : -1;
            labels[i] = first ? random.nextInt(LABELS) : -100;
        }
        String text = "sentence " + IntStream.of(ids).boxed().toList();
        return new Unit(sentence, 0, text, ids, words, labels);
    }
}
