package dev.headstart.model;

import dev.headstart.torch.Autograd;
import dev.headstart.torch.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * One layer of a Transformer encoder with normalisation behind the sums (Vaswani et al. 2017; Devlin et al. 2019).
 *
 * @param encoder    whose layer it is
 * @param number     from 0 at the bottom
 * @param pretrained θp of the whole encoder
 * @param adaptation what is changed in it
 */
record TransformerLayer(Encoder encoder, int number, Parameters pretrained, Adaptation adaptation) {
    private static final List<Site> JOINT = List.of(Site.QUERY, Site.KEY, Site.VALUE);

    /** @param x [T, H] @return [T, H]; of the top layer the readout rows only, [R, H] */
    Tensor apply(Tensor x, Packed input) {
        Tensor context = attend(x, input.groups());
        return number == config().layers() - 1
                ? afterAttention(readOff(context, input), readOff(x, input)).narrow(0, 0, input.readouts())
                : afterAttention(context, x);
    }

    /** Behind the last attention no row sees another, so those that nobody reads need not be computed. */
    private static Tensor readOff(Tensor states, Packed input) {
        return states.index_select(0, input.readout());
    }

    /** @param context what attention made of {@code x}, both [T, H] @return [T, H] */
    private Tensor afterAttention(Tensor context, Tensor x) {
        Tensor middle = add(Site.ATTENTION_OUTPUT, "attention.output.LayerNorm", context, x);
        Tensor wide = config().activation().apply(linear(Site.INTERMEDIATE, middle));
        return add(Site.OUTPUT, "output.LayerNorm", wide, middle);
    }

    /** The end of a sub-layer: its last linear map, the residual, the normalisation. */
    private Tensor add(Site site, String norm, Tensor x, Tensor residual) {
        UnaryOperator<Tensor> normalise = sum -> encoder.normalise(pretrained, EncoderConfig.layerName(number) + norm, sum);
        Tensor change = encoder.drop(linear(site, x), config().hiddenDropout());
        return normalise.apply(adaptation.change(number, site, change, residual, normalise).add(residual));
    }

    private Tensor linear(Site site, Tensor x) {
        Tensor entering = adaptation.input(number, site, x);
        return adaptation.output(number, site, entering, encoder.linear(pretrained, site.in(number), entering));
    }

    /** Self-attention within each sequence; [T, H] to [T, H]. */
    private Tensor attend(Tensor x, List<Packed.Group> groups) {
        Optional<Adaptation.Prefix> prefix = adaptation.prefix(number);
        List<Tensor> parts = Encoder.splitRows(projections(x), groups.stream().map(Packed.Group::rows).toList());   // [rows, 3 H]
        List<Tensor> contexts = new ArrayList<>();
        for (int g = 0; g < parts.size(); g++) {
            contexts.add(attention(parts.get(g), groups.get(g), prefix));
        }
        return contexts.size() == 1 ? contexts.get(0) : torch.cat(Autograd.vector(contexts), 0);
    }

    /** Queries, keys and values in one product, [T, 3 H]: a wide one keeps the processor busier than three narrow ones. */
    private Tensor projections(Tensor x) {
        Tensor joint = precision().linear(x, joint(".weight"), joint(".bias"));
        List<Tensor> parts = new ArrayList<>();
        boolean changed = false;
        for (int i = 0; i < JOINT.size(); i++) {
            Tensor part = joint.narrow(1, (long) i * config().hiddenSize(), config().hiddenSize());
            parts.add(adaptation.output(number, JOINT.get(i), x, part));
            changed |= parts.get(i) != part;
        }
        return changed ? torch.cat(Autograd.vector(parts), 1) : joint;
    }

    private Tensor joint(String suffix) {
        return torch.cat(Autograd.vector(JOINT.stream().map(site -> pretrained.get(site.in(number) + suffix)).toList()), 0);
    }

    /**
     * Scaled dot-product attention (Vaswani et al. 2017, Eq. 1), written out: libtorch's fused kernel has no second
     * derivative and is slow in bf16 on CPUs.
     *
     * @param joint [count · length, 3 H], queries, keys and values
     * @return      [count · length, H]
     */
    private Tensor attention(Tensor joint, Packed.Group group, Optional<Adaptation.Prefix> prefix) {
        List<Tensor> parts = Autograd.list(joint.view(group.count(), group.length(), 3, config().heads(), config().headSize())
                .permute(2, 0, 3, 1, 4).contiguous().unbind(0));                              // 3 × [B, heads, S, headSize]
        Tensor keys = prefix.map(p -> behind(p.keys(), parts.get(1))).orElse(parts.get(1));   // [B, heads, P + S, headSize]
        Tensor values = prefix.map(p -> behind(p.values(), parts.get(2))).orElse(parts.get(2));
        Tensor mask = prefix.map(p -> open(group.mask(), p.keys().size(0))).orElse(group.mask());
        Tensor scores = precision().matmul(parts.get(0), keys.transpose(2, 3));               // [B, heads, S, P + S]
        Scalar scale = new Scalar(1 / Math.sqrt(config().headSize()));
        Tensor weights = encoder.drop(torch.softmax(torch.add(mask, scores, scale), -1), config().attentionDropout());
        return precision().matmul(weights, values).transpose(1, 2).reshape(group.rows(), config().hiddenSize());
    }

    /** @param prefix [P, H] @param own [B, heads, S, headSize] @return [B, heads, P + S, headSize] */
    private Tensor behind(Tensor prefix, Tensor own) {
        Tensor byHead = prefix.view(1, prefix.size(0), config().heads(), config().headSize()).transpose(1, 2)
                .expand(own.size(0), config().heads(), prefix.size(0), config().headSize());
        return torch.cat(new TensorVector(byHead.to(own.scalar_type()), own), 2);
    }

    /** @return the mask with {@code columns} more in front that every row sees */
    private static Tensor open(Tensor mask, long columns) {
        return torch.cat(new TensorVector(mask.new_zeros(mask.size(0), 1, mask.size(2), columns), mask), 3);
    }

    private EncoderConfig config() {
        return encoder.config();
    }

    private Precision precision() {
        return encoder.engine().precision();
    }
}
