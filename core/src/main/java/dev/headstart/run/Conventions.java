package dev.headstart.run;

import dev.headstart.peft.PeftMethod;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What every run of a kind does and no option changes, written into run.json for those who recompute a result. */
final class Conventions {
    private Conventions() {}

    /** Of fine-tuning, and of priming by it. */
    static Map<String, String> ofTraining(PeftMethod method) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("loss", "mean cross-entropy over the labels of a set (of words, or of whole sentences at the token in front), in nats");
        all.put("optimizer", "AdamW; weight decay reaches every tensor that it updates; no clipping");
        all.put("schedule", "W = round(warmup * steps); the rate of step k from 0 is rate * (k + 1) / W while k < W, "
                + "then rate * (steps - k) / (steps - W)");
        all.put("adapter", method.formula());
        all.put("head", "one affine map; a fresh weight is drawn from N(0, 0.02^2), the bias is 0");
        all.put("encoder_sha256", "of weights, effective configuration and tokenizer together, not of one file");
        all.put("data_sha256", "of the sentences read, as lines of word TAB tag, or text TAB label, with a blank line after each sentence");
        return Collections.unmodifiableMap(all);
    }

    /** Of priming, which adds those of the meta-gradient. */
    static Map<String, String> ofPriming(PeftMethod method) {
        Map<String, String> all = new LinkedHashMap<>(ofTraining(method));
        all.put("inner_optimizer", "SGD without momentum, or AdamW from zero moments; all tasks of a step from the same point");
        all.put("meta_gradient", "summed over the tasks of a step, of the pretrained parameters and the adapter; heads get "
                + "none; first order: at the adapted point; exact: through all inner steps; reptile: start minus end");
        all.put("steps", "counted from 0 in episodes.jsonl and trace.jsonl, as updates done in metrics.jsonl and kept_step");
        all.put("final_heads", "as after the last step, also when the best parameters were kept");
        return Collections.unmodifiableMap(all);
    }
}
