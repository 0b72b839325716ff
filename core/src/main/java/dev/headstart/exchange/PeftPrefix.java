package dev.headstart.exchange;

import dev.headstart.checkpoint.ConfigKeys;
import dev.headstart.model.Parameters;
import dev.headstart.model.Site;
import dev.headstart.peft.Layers;
import dev.headstart.peft.PrefixTuning;
import dev.headstart.torch.Autograd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** {@code PrefixTuningConfig}: one matrix [length, 2 L H], in which keys of the lowest layer come first, then its values. */
final class PeftPrefix implements PeftForm<PrefixTuning> {
    static final String NAME = "prompt_embeddings";

    @Override
    public String type() {
        return "PREFIX_TUNING";
    }

    @Override
    public Class<PrefixTuning> method() {
        return PrefixTuning.class;
    }

    @Override
    public Map<String, Object> settings(PrefixTuning method, Host host) {
        if (!method.layers().equals(Layers.ALL)) {
            throw new IllegalArgumentException("The prefix is in layers=" + method.layers() + ", but peft's is in every layer. "
                    + "It cannot be exported.");
        }
        if (host.model().type().equals("distilbert")) {
            throw new IllegalArgumentException("A prefix on DistilBERT: transformers' class for it takes no keys and values from "
                    + "outside, so peft cannot load it. It cannot be exported.");
        }
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("num_virtual_tokens", method.length());
        settings.put("token_dim", host.config().hiddenSize());
        settings.put("num_transformer_submodules", 1);
        settings.put("num_attention_heads", host.config().heads());
        settings.put("num_layers", host.config().layers());
        settings.put("encoder_hidden_size", host.config().hiddenSize());
        settings.put("prefix_projection", false);
        return settings;
    }

    @Override
    public Parameters theirs(Parameters adapter, Host host) {
        List<Tensor> parts = names(host).stream().map(adapter::get).toList();
        return new Parameters(Map.of(NAME, torch.cat(Autograd.vector(parts), 1)));
    }

    @Override
    public Parameters ours(Parameters theirs, Host host) {
        Tensor all = theirs.byName().get(NAME);
        List<String> names = names(host);
        if (all == null || all.dim() != 2 || all.size(1) != (long) names.size() * host.config().hiddenSize()) {
            return theirs;
        }
        Map<String, Tensor> ours = new LinkedHashMap<>(theirs.byName());
        ours.remove(NAME);
        for (int i = 0; i < names.size(); i++) {
            ours.put(names.get(i), all.narrow(1, (long) i * host.config().hiddenSize(), host.config().hiddenSize()));
        }
        return new Parameters(ours);
    }

    private static List<String> names(Host host) {
        List<String> names = new ArrayList<>();
        for (int layer = 0; layer < host.config().layers(); layer++) {
            names.add(Site.KEY.in(layer) + ".prefix");
            names.add(Site.VALUE.in(layer) + ".prefix");
        }
        return names;
    }

    @Override
    public PrefixTuning read(ConfigKeys keys, Parameters ours, Host host) {
        return new PrefixTuning(keys.positive("num_virtual_tokens"), Layers.ALL);
    }

    /** A projection is part of training only: what peft saves is what it made. */
    @Override
    public Set<String> harmless() {
        return Set.of("token_dim", "num_transformer_submodules", "num_attention_heads", "num_layers", "encoder_hidden_size",
                "prefix_projection", "init_weights");
    }

    @Override
    public boolean learnsPrompt() {
        return true;
    }
}
