package dev.headstart.cli;

import dev.headstart.checkpoint.EncoderCheckpoint;
import dev.headstart.checkpoint.EncoderFingerprint;
import dev.headstart.data.Tokenizer;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Parameters;
import dev.headstart.torch.Engine;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * What a model folder holds, found by loading all of it.
 *
 * @param path        the folder
 * @param encoder     sizes and constants
 * @param tensors     number of the encoder's tensors
 * @param parameters  number of scalars in them
 * @param embeddings  scalars of these that lie below the first layer
 * @param pieces      vocabulary of the tokenizer
 * @param fingerprint by which fine-tuned models know their encoder
 * @param surplus     tensors that are kept but not the encoder's
 * @param ignored     keys of config.json without effect
 */
record ModelReport(Path path, EncoderConfig encoder, int tensors, long parameters, long embeddings, int pieces,
        String fingerprint, List<String> surplus, List<String> ignored) {
    static ModelReport of(Path path, Engine engine) {
        try (PointerScope scope = new PointerScope()) {
            return of(path, EncoderCheckpoint.load(path, engine));
        }
    }

    private static ModelReport of(Path path, EncoderCheckpoint checkpoint) {
        try (Tokenizer tokenizer = Tokenizer.load(path)) {
            Parameters encoder = checkpoint.encoder();
            long embeddings = encoder.byName().entrySet().stream()
                    .filter(each -> !each.getKey().startsWith("encoder."))
                    .map(Map.Entry::getValue).mapToLong(Tensor::numel).sum();
            return new ModelReport(path, checkpoint.config(), encoder.tensors().size(), encoder.count(), embeddings,
                    tokenizer.vocabularySize(), EncoderFingerprint.of(path), checkpoint.surplus(),
                    checkpoint.ignored());
        }
    }

    /** @param all also what has no effect */
    Map<String, Object> facts(boolean all) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("model", path);
        facts.put("encoder", text("%s, %d layers, hidden size %,d, %d heads, feed-forward %,d, %s, %,d positions",
                encoder.family(), encoder.layers(), encoder.hiddenSize(), encoder.heads(), encoder.intermediateSize(),
                encoder.activation().label(), encoder.maxPositions()));
        facts.put("parameters", text("%,d in %d tensors: embeddings %,d, layers %,d", parameters, tensors,
                embeddings, parameters - embeddings));
        facts.put("tokenizer", text("%,d pieces for %,d embeddings", pieces, encoder.vocabularySize()));
        facts.put("fingerprint", fingerprint);
        InfoCommand.primed(path).ifPresent(method -> facts.put("primed_for", method));
        facts.put("kept_aside", surplus.isEmpty() ? "nothing" : surplus);
        if (all) {
            facts.put("ignored_keys", ignored.isEmpty() ? "none" : ignored);
        }
        return facts;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
