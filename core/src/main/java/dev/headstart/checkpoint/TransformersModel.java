package dev.headstart.checkpoint;

import dev.headstart.data.Readout;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Parameters;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What transformers' class for an encoder with a classifier is called, and its tensors.
 *
 * <p>Its classes for texts put {@code tanh(dense(x))} between the token in front and the classifier, our head does not. So the
 * dense map is written as x / 65536, where tanh changes nothing that fp32 can hold, and the classifier undoes it.
 *
 * @param config  of the encoder
 * @param readout where the classifier reads
 */
public record TransformersModel(EncoderConfig config, Readout readout) {
    /** A power of two, which costs no digit. tanh x is x (1 − x²/3 …), which for hidden states of up to 20 differs by 3e-8. */
    private static final double SMALL = 1.0 / 65536;
    private static final String CLASSIFIER = "classifier";
    private static final List<String> PARTS = List.of("weight", "bias");

    /** @return e.g. {@code BertForTokenClassification} */
    public String architecture() {
        return stem() + (readout == Readout.WORDS ? "ForTokenClassification" : "ForSequenceClassification");
    }

    /** @return with what transformers' classes for this kind of encoder begin, e.g. {@code Bert} */
    public String stem() {
        return family().stem(config.family());
    }

    /** @return the value of {@code model_type} */
    public String type() {
        return EncoderFamily.type(config.family());
    }

    /** @return what a tensor of θp or θa is called in the model, e.g. {@code bert.encoder.layer.0.output.dense.weight} */
    public String inModel(String canonical) {
        return family().prefix() + inEncoder(canonical);
    }

    /** @return what it is called in the encoder alone */
    public String inEncoder(String canonical) {
        return family().own(canonical);
    }

    /** @return the parts of the model that hold the head */
    public Set<String> headModules() {
        Set<String> modules = new LinkedHashSet<>();
        dense().ifPresent(head -> modules.add(head.module()));
        modules.add(CLASSIFIER);
        return modules;
    }

    /** @param head θh @return the same head as tensors of the model @throws IllegalArgumentException if its class cannot have it */
    public Parameters head(Parameters head) {
        Map<String, Tensor> named = new LinkedHashMap<>();
        Optional<EncoderFamily.SentenceHead> dense = dense();
        dense.ifPresent(names -> {
            named.put(names.dense() + ".weight", small(head.get("weight")));
            named.put(names.dense() + ".bias", head.get("weight").new_zeros(config.hiddenSize()));
        });
        Tensor weight = dense.isPresent() ? head.get("weight").div(new Scalar(SMALL)) : head.get("weight");
        named.put(output() + ".weight", weight);
        named.put(output() + ".bias", head.get("bias"));
        return new Parameters(named);
    }

    /** @return whether {@code name} is a tensor of a head in the model */
    public boolean isOfHead(String name) {
        return PARTS.stream().anyMatch(part -> name.equals(output() + "." + part)
                || dense().filter(names -> name.equals(names.dense() + "." + part)).isPresent());
    }

    /** @param named what {@link #head} made, or another library @return θh @throws IllegalArgumentException if it is no affine map */
    public Parameters readHead(Parameters named) {
        Optional<EncoderFamily.SentenceHead> dense = dense();
        boolean affine = dense.isEmpty() || isSmall(named, dense.get());
        if (!affine || named.byName().size() != (dense.isPresent() ? 4 : 2)) {
            throw new IllegalArgumentException("The head of " + architecture() + " is not one affine map of the last hidden state, "
                    + "which Headstart's heads are. Take the adapter alone with --without-head.");
        }
        Tensor weight = named.get(output() + ".weight");
        return new Parameters(ordered(dense.isPresent() ? weight.mul(new Scalar(SMALL)) : weight, named.get(output() + ".bias")));
    }

    private static Map<String, Tensor> ordered(Tensor weight, Tensor bias) {
        Map<String, Tensor> head = new LinkedHashMap<>();
        head.put("weight", weight);
        head.put("bias", bias);
        return head;
    }

    private boolean isSmall(Parameters named, EncoderFamily.SentenceHead names) {
        Tensor weight = named.byName().get(names.dense() + ".weight");
        Tensor bias = named.byName().get(names.dense() + ".bias");
        return weight != null && bias != null && weight.size(0) == config.hiddenSize() && weight.size(1) == config.hiddenSize()
                && weight.equal(small(weight)) && bias.count_nonzero(new org.bytedeco.pytorch.LongOptional()).item_long() == 0;
    }

    private Tensor small(Tensor like) {
        return torch.diag(like.new_full(new long[] {config.hiddenSize()}, new Scalar(SMALL)));
    }

    private String output() {
        return dense().map(EncoderFamily.SentenceHead::output).orElse(CLASSIFIER);
    }

    private Optional<EncoderFamily.SentenceHead> dense() {
        if (readout == Readout.WORDS) {
            return Optional.empty();
        }
        return Optional.of(family().sentenceHead().orElseThrow(() -> new IllegalArgumentException(architecture()
                + " puts another function than tanh in front of its classifier, which our head for sentences does not have. "
                + "Export it to adapterhub, whose head is as ours, if the method allows.")));
    }

    private EncoderFamily family() {
        return EncoderFamilies.named(config.family());
    }
}
