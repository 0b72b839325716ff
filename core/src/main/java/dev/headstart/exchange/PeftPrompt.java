package dev.headstart.exchange;

import dev.headstart.checkpoint.ConfigKeys;
import dev.headstart.model.Parameters;
import dev.headstart.peft.PromptTuning;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** {@code PromptTuningConfig}. */
final class PeftPrompt implements PeftForm<PromptTuning> {
    @Override
    public String type() {
        return "PROMPT_TUNING";
    }

    @Override
    public Class<PromptTuning> method() {
        return PromptTuning.class;
    }

    @Override
    public Map<String, Object> settings(PromptTuning method, Host host) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("num_virtual_tokens", method.length());
        settings.put("token_dim", host.config().embeddings().width());
        settings.put("num_transformer_submodules", 1);
        settings.put("num_attention_heads", host.config().heads());
        settings.put("num_layers", host.config().layers());
        settings.put("prompt_tuning_init", "RANDOM");
        return settings;
    }

    @Override
    public Parameters theirs(Parameters adapter, Host host) {
        return adapter;
    }

    @Override
    public Parameters ours(Parameters theirs, Host host) {
        return theirs;
    }

    @Override
    public PromptTuning read(ConfigKeys keys, Parameters ours, Host host) {
        return new PromptTuning(keys.positive("num_virtual_tokens"));
    }

    @Override
    public Set<String> harmless() {
        return Set.of("token_dim", "num_transformer_submodules", "num_attention_heads", "num_layers", "prompt_tuning_init",
                "prompt_tuning_init_text", "tokenizer_name_or_path", "tokenizer_kwargs");
    }

    @Override
    public boolean learnsPrompt() {
        return true;
    }
}
