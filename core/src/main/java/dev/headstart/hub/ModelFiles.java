package dev.headstart.hub;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Headstart reads of a model: configuration, weights in safetensors, tokenizer, θa* if it was primed; or all that
 * {@code finetune} wrote. A repository often has the same weights in other forms too, which stay where they are.
 */
public record ModelFiles() implements Selection {
    private static final String CONFIG = "config.json";
    private static final String WEIGHTS = "model.safetensors";
    private static final String INDEX = "model.safetensors.index.json";
    private static final Pattern SHARD = Pattern.compile("model-\\d{5}-of-\\d{5}\\.safetensors");
    private static final Set<String> BESIDE = Set.of("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json",
            "added_tokens.json", "vocab.txt", "vocab.json", "merges.txt", "sentencepiece.bpe.model", "spiece.model");
    private static final String TUNED = "headstart.json";
    private static final Pattern OF_TUNED = Pattern.compile("headstart\\.json|head\\.safetensors|(adapter|encoder)/[^/]+");

    @Override
    public List<String> of(List<String> files, String where) {
        if (files.contains(TUNED)) {
            return files.stream().filter(file -> OF_TUNED.matcher(file).matches()).toList();
        }
        require(files, where);
        boolean whole = files.contains(WEIGHTS);
        return files.stream().filter(file -> file.equals(CONFIG) || BESIDE.contains(file) || file.startsWith("adapter/")
                || (whole ? file.equals(WEIGHTS) : file.equals(INDEX) || SHARD.matcher(file).matches())).toList();
    }

    private static void require(List<String> files, String where) {
        if (!files.contains(WEIGHTS) && !files.contains(INDEX)) {
            boolean pickled = files.contains("pytorch_model.bin") || files.contains("pytorch_model.bin.index.json");
            throw new HubException(pickled
                    ? where + " has its weights only as pytorch_model.bin, which can run code when it is read. Convert them with python "
                            + "-c \"import transformers as t; [c.from_pretrained('" + where.replaceFirst("@", "', revision='")
                            + "').save_pretrained('DIR') for c in (t.AutoModel, t.AutoTokenizer)]\" and give DIR."
                    : where + " has no " + WEIGHTS + ". Choose a model with one, such as bert-base-multilingual-cased.");
        }
        if (!files.contains(CONFIG)) {
            throw new HubException(where + " has no " + CONFIG + ". Choose a model in Hugging Face layout.");
        }
    }
}
