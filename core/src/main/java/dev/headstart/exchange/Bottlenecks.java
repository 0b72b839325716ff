package dev.headstart.exchange;

import dev.headstart.checkpoint.ConfigKeys;
import dev.headstart.model.Activation;
import dev.headstart.peft.Houlsby;
import dev.headstart.peft.Initialisation;
import dev.headstart.peft.Layers;
import dev.headstart.peft.PeftMethod;
import dev.headstart.peft.Pfeiffer;
import dev.headstart.peft.TopAdapter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * An adapter as AdapterHub's {@code BnConfig} describes it, with a residual around the bottleneck.
 *
 * @param form       where it is, and whether norms come before or behind
 * @param width      of the middle
 * @param activation of the middle
 * @param layers     which have one
 */
record Bottlenecks(Form form, int width, Activation activation, List<Integer> layers) {
    /** Our methods, by what the library's keys say of them. */
    enum Form {
        /** {@code seq_bn}. */
        PFEIFFER(false, true, true, true),
        /** {@code double_seq_bn}. */
        HOULSBY(true, false, true, true),
        /** In the last layer only: x, which the bottleneck reads and its output is added to, is what the layer would output. */
        TOP(false, true, false, false);

        private final boolean behindAttention;
        private final boolean normBefore;
        private final boolean normAfter;
        private final boolean residualBeforeNorm;

        Form(boolean behindAttention, boolean normBefore, boolean normAfter, boolean residualBeforeNorm) {
            this.behindAttention = behindAttention;
            this.normBefore = normBefore;
            this.normAfter = normAfter;
            this.residualBeforeNorm = residualBeforeNorm;
        }
    }

    private static final Map<String, Form> NAMES = Map.of("seq_bn", Form.PFEIFFER, "pfeiffer", Form.PFEIFFER,
            "double_seq_bn", Form.HOULSBY, "houlsby", Form.HOULSBY);

    /** @throws IllegalArgumentException if the library has no such method */
    static Bottlenecks of(PeftMethod method, Host host) {
        if (method instanceof Pfeiffer own) {
            return new Bottlenecks(Form.PFEIFFER, own.bottleneck(), own.activation(), own.layers().of(host.config()));
        }
        if (method instanceof Houlsby own) {
            return new Bottlenecks(Form.HOULSBY, own.bottleneck(), own.activation(), own.layers().of(host.config()));
        }
        if (method instanceof TopAdapter own && own.residual()) {
            return new Bottlenecks(Form.TOP, own.bottleneck(), own.activation(), List.of(host.config().layers() - 1));
        }
        throw new IllegalArgumentException(method instanceof TopAdapter
                ? "The top adapter has residual=false, but AdapterHub's adapters always have a residual. It cannot be exported."
                : "AdapterHub has Headstart's Pfeiffer, Houlsby and top adapters, but not this one: " + method.describe()
                        + ". Export LoRA, IA3, prefixes and prompts to peft, anything else merged.");
    }

    /** @return the same as our method; {@code zero-up} stands for an initialisation that no longer matters */
    PeftMethod method(Host host) {
        Layers where = Places.numbered(layers, host.config());
        return switch (form) {
            case PFEIFFER -> new Pfeiffer(width, activation, Initialisation.ZERO_UP, where);
            case HOULSBY -> new Houlsby(width, activation, Initialisation.ZERO_UP, where);
            case TOP -> new TopAdapter(width, activation, true, Initialisation.ZERO_UP);
        };
    }

    /** @return the library's configuration, whole */
    Map<String, Object> settings(Host host) {
        Map<String, Object> settings = new LinkedHashMap<>(neutral());
        int hidden = host.config().hiddenSize();
        settings.put("mh_adapter", form.behindAttention);
        settings.put("output_adapter", true);
        settings.put("original_ln_before", form.normBefore);
        settings.put("original_ln_after", form.normAfter);
        settings.put("residual_before_ln", form.residualBeforeNorm);
        settings.put("non_linearity", activation.label());
        // the library rounds H / factor down; half a unit more keeps it from rounding below a width that does not divide H
        settings.put("reduction_factor", hidden % width == 0 ? (Object) (hidden / width) : (Object) (hidden / (width + 0.5)));
        List<Integer> without = new ArrayList<>(IntStream.range(0, host.config().layers()).boxed().toList());
        without.removeAll(layers);
        settings.put("leave_out", without);
        return settings;
    }

    private static Map<String, Object> neutral() {
        Map<String, Object> neutral = new LinkedHashMap<>();
        for (String off : List.of("adapter_residual_before_ln", "cross_adapter", "is_parallel", "ln_after", "ln_before", "phm_layer",
                "use_gating")) {
            neutral.put(off, false);
        }
        neutral.put("init_weights", "bert");
        neutral.put("scaling", 1.0);
        neutral.put("dropout", 0.0);
        neutral.put("stochastic_depth", 0.0);
        return neutral;
    }

    /**
     * @param name  of a configuration, or empty
     * @param keys  of one written out, where there is no name
     * @param width as the tensors have it, and the layers
     */
    static Bottlenecks read(String name, ConfigKeys keys, int width, List<Integer> layers, Host host) {
        if (!name.isEmpty()) {
            Form form = NAMES.get(name);
            if (form == null) {
                throw keys.malformed("config", "it is '" + name + "'; Headstart reads " + String.join(", ", NAMES.keySet()) + ".");
            }
            return new Bottlenecks(form, width, form == Form.HOULSBY ? Activation.SWISH : Activation.RELU, layers);
        }
        if (!keys.flag("output_adapter")) {
            throw keys.malformed("output_adapter", "it is not true, but Headstart's adapters are behind the feed-forward network.");
        }
        return new Bottlenecks(form(keys, layers, host), width, keys.activation("non_linearity", ""), layers);
    }

    private static Form form(ConfigKeys keys, List<Integer> layers, Host host) {
        boolean both = keys.flag("mh_adapter");
        boolean before = keys.flag("original_ln_before");
        boolean after = keys.flag("original_ln_after");
        boolean residual = keys.absent("residual_before_ln") || keys.flag("residual_before_ln");
        for (Form form : Form.values()) {
            // without a norm before the bottleneck there is only one place for the residual to come from
            boolean sameResidual = !form.normBefore || form.residualBeforeNorm == residual;
            boolean there = form != Form.TOP || layers.equals(List.of(host.config().layers() - 1));
            if (form.behindAttention == both && form.normBefore == before && form.normAfter == after && sameResidual && there) {
                return form;
            }
        }
        throw keys.malformed("original_ln_before", "with mh_adapter " + both + ", original_ln_before " + before
                + ", original_ln_after " + after + ", residual_before_ln " + residual + " in layers " + layers
                + " it is none of Headstart's adapters: seq_bn, double_seq_bn, or one behind the last layer.");
    }
}
