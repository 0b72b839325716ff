package dev.headstart.checkpoint;

import dev.headstart.model.EncoderConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the tensors of an encoder are called in checkpoints of its family. */
final class EncoderNames {
    /** What checkpoints of any family hold besides the encoder: the pooler, and heads of tasks. */
    private static final List<String> SURPLUS = List.of("embeddings.position_ids", "pooler.", "classifier.", "qa_outputs.");

    private final EncoderFamily family;
    private final Map<String, String> canonicalOfOwn = new HashMap<>();

    EncoderNames(EncoderConfig config) {
        family = EncoderFamilies.named(config.family());
        EncoderTensors.shapes(config).keySet().forEach(name -> canonicalOfOwn.put(family.own(name), name));
    }

    /** @return what the tensor of this name in a file is called in θp; empty: it is none of the encoder's */
    Optional<String> canonical(String inFile) {
        // checkpoints converted from TensorFlow keep its names for the layer norm's weight and bias
        String own = bare(inFile).replaceAll("\\.LayerNorm\\.gamma$", ".LayerNorm.weight")
                .replaceAll("\\.LayerNorm\\.beta$", ".LayerNorm.bias");
        return Optional.ofNullable(canonicalOfOwn.get(own));
    }

    /** @return whether the tensor of this name in a file is known to belong to something other than the encoder */
    boolean isSurplus(String inFile) {
        String own = bare(inFile);
        return SURPLUS.stream().anyMatch(own::startsWith) || family.surplus().stream().anyMatch(own::startsWith);
    }

    /** @return the name in the family's files, without a prefix, of a tensor of θp */
    String own(String canonical) {
        return family.own(canonical);
    }

    private String bare(String inFile) {
        return inFile.startsWith(family.prefix()) ? inFile.substring(family.prefix().length()) : inFile;
    }
}
