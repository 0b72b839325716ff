package dev.headstart.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What every run of a kind does and no option changes, written into run.json for those who recompute a result. */
final class Conventions {
    /** Of fine-tuning, and of priming by it. */
    static final Map<String, String> OF_TRAINING = training();
    /** Of priming, which adds those of the meta-gradient. */
    static final Map<String, String> OF_PRIMING = priming();

    private Conventions() {}

    private static Map<String, String> training() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("loss", "mean cross-entropy over the labels of a set (of words, or of whole sentences at the token in front), in nats");
        all.put("optimizer", "AdamW; weight decay reaches every tensor that it updates; no clipping");
        all.put("schedule", "W = round(warmup * steps); the rate of step k from 0 is rate * (k + 1) / W while k < W, "
                + "then rate * (steps - k) / (steps - W)");
        all.put("adapter", "x + up(activation(down(x))) on the last hidden state, without x if there is no residual; "
                + "zero-up draws down.weight from N(0, 1 / hidden size)");
        all.put("head", "one affine map; a fresh weight is drawn from N(0, 0.02^2), the bias is 0");
        all.put("encoder_sha256", "of weights, effective configuration and tokenizer together, not of one file");
        all.put("data_sha256", "of the sentences read, as lines of word TAB tag, or text TAB label, with a blank line after each sentence");
        return Collections.unmodifiableMap(all);
    }

    private static Map<String, String> priming() {
        Map<String, String> all = new LinkedHashMap<>(training());
        all.put("inner_optimizer", "SGD without momentum, all tasks of a step from the same point");
        all.put("meta_gradient", "first order: at the adapted point, summed over the tasks of a step, of the pretrained "
                + "parameters and the adapter; heads get none");
        all.put("steps", "counted from 0 in episodes.jsonl and trace.jsonl, as updates done in metrics.jsonl and kept_step");
        all.put("final_heads", "as after the last step, also when the best parameters were kept");
        return Collections.unmodifiableMap(all);
    }
}
