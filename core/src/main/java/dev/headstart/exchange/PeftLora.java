package dev.headstart.exchange;

import dev.headstart.checkpoint.ConfigKeys;
import dev.headstart.model.Parameters;
import dev.headstart.peft.Lora;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** {@code LoraConfig}, rank-stabilised or not. */
final class PeftLora implements PeftForm<Lora> {
    /** Ways to draw a fresh A and B that leave the encoder's own weights as they are; PiSSA and others do not. */
    private static final Set<String> PLAIN = Set.of("true", "false", "gaussian", "orthogonal", "eva");

    @Override
    public String type() {
        return "LORA";
    }

    @Override
    public Class<Lora> method() {
        return Lora.class;
    }

    @Override
    public Map<String, Object> settings(Lora method, Host host) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("r", method.rank());
        settings.put("lora_alpha", method.alpha() == Math.rint(method.alpha()) ? (Number) (long) method.alpha() : method.alpha());
        settings.put("lora_dropout", method.dropout());
        settings.put("use_rslora", method.rankStabilised());
        settings.put("target_modules", new Places(method.targets(), method.layers()).modules(host));
        settings.put("bias", "none");
        settings.put("fan_in_fan_out", false);
        settings.put("init_lora_weights", true);
        settings.put("rank_pattern", Map.of());
        settings.put("alpha_pattern", Map.of());
        return settings;
    }

    @Override
    public Parameters theirs(Parameters adapter, Host host) {
        return adapter.renamed(name -> INSIDE + host.model().inModel(name));
    }

    @Override
    public Parameters ours(Parameters theirs, Host host) {
        List<String> known = new ArrayList<>(Places.everywhere(host, "lora_A.weight"));
        known.addAll(Places.everywhere(host, "lora_B.weight"));
        return Places.renamed(theirs, known, INSIDE, UnaryOperator.identity(), host);
    }

    @Override
    public Lora read(ConfigKeys keys, Parameters ours, Host host) {
        if (!keys.text("bias", "none").equals("none")) {
            throw keys.malformed("bias", "it is '" + keys.text("bias", "") + "'; Headstart's LoRA has no biases of its own, so only "
                    + "'none' is read.");
        }
        JsonNode initial = keys.absent("init_lora_weights") ? null : keys.value("init_lora_weights");
        if (initial != null && !PLAIN.contains(initial.asString())) {
            throw keys.malformed("init_lora_weights", "it is " + initial + ", which changes the encoder's own weights. Convert the "
                    + "adapter first: peft's path_initial_model_for_weight_conversion.");
        }
        Places places = Places.of(ours, host.config());
        return new Lora(keys.positive("r"), keys.aboveZero("lora_alpha", keys.positive("r")), keys.probability("lora_dropout", 0),
                keys.flag("use_rslora"), places.sites(), places.layers());
    }

    @Override
    public Set<String> harmless() {
        return Set.of("target_modules", "exclude_modules", "layers_to_transform", "layers_pattern", "megatron_core",
                "qalora_group_size", "runtime_config");
    }
}
