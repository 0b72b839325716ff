package dev.headstart.model;

import dev.headstart.torch.Autograd;
import dev.headstart.torch.Engine;
import dev.headstart.torch.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * BERT (Devlin et al. 2019) and encoders that differ from it in what lies below the first layer, as functions of their
 * parameters θp. These have the names that BERT's have in Hugging Face checkpoints, without the {@code bert.} prefix.
 *
 * @param config  sizes
 * @param dropout whether passes drop units
 * @param engine  where and how to compute
 * @param slice   which rows of the word embedding θp holds; empty: all
 */
public record Encoder(EncoderConfig config, Dropout dropout, Engine engine, Optional<VocabularySlice> slice) {
    /** With the whole vocabulary. */
    public Encoder(EncoderConfig config, Dropout dropout, Engine engine) {
        this(config, dropout, engine, Optional.empty());
    }

    /** @return the same function of a θp that was cut to {@code used} */
    public Encoder over(VocabularySlice used) {
        return new Encoder(config, dropout, engine, Optional.of(used));
    }

    /** @return the same without dropout */
    public Encoder evaluating() {
        return new Encoder(config, Dropout.OFF, engine, slice);
    }

    /**
     * θp as its products take it: matrices rounded once, instead of in every pass. Passes and gradients may use it in the
     * place of {@code pretrained}; updates go to {@code pretrained}, which keeps all digits.
     */
    public Parameters working(Parameters pretrained) {
        return pretrained.map((name, tensor) -> isMatrix(name, tensor) ? engine.precision().operand(tensor) : tensor);
    }

    private static boolean isMatrix(String name, Tensor tensor) {
        return tensor.dim() == 2 && (name.startsWith("encoder.layer.") || name.startsWith(Embeddings.PROJECTION));
    }

    /** Runs the first {@code entry} layers. At 0 nothing runs: the embedding belongs to what may move. */
    public Hidden below(Parameters pretrained, Packed input, int entry) {
        if (entry == 0) {
            return new Hidden(input, 0, Optional.empty());
        }
        return new Hidden(input, entry, Optional.of(layers(pretrained, embed(pretrained, input), input, 0, entry)));
    }

    /**
     * {@link #below(Parameters, Packed, int)} for several inputs in one pass.
     *
     * @param together the sequences of all {@code inputs}, one input after the other
     */
    public List<Hidden> below(Parameters pretrained, List<Packed> inputs, Layout together, int entry) {
        if (entry == 0 || inputs.size() == 1) {
            return inputs.stream().map(input -> below(pretrained, input, entry)).toList();
        }
        Packed joined = Packed.of(together, engine);
        Tensor states = below(pretrained, joined, entry).states().orElseThrow();
        List<Tensor> parts = entry == config.layers()
                ? splitRows(states, inputs.stream().map(Packed::readouts).toList())
                : new JoinedRows(joined, inputs).split(states, engine);
        List<Hidden> result = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            result.add(new Hidden(inputs.get(i), entry, Optional.of(parts.get(i))));
        }
        return result;
    }

    /**
     * Runs the layers from the entry up, then what {@code adaptation} adds on top.
     *
     * @return the last hidden state at the readout rows, [R, H]
     */
    public Tensor above(Parameters pretrained, Adaptation adaptation, Hidden below) {
        Tensor top = below.entry() == config.layers() ? below.states().orElseThrow() : topOf(pretrained, below);
        return adaptation.apply(Site.TOP, top, top);
    }

    private Tensor topOf(Parameters pretrained, Hidden below) {
        Packed input = below.input();
        Tensor states = below.states().orElseGet(() -> embed(pretrained, input));
        return layers(pretrained, states, input, below.entry(), config.layers());
    }

    private Tensor embed(Parameters pretrained, Packed input) {
        return new Embeddings(this).of(pretrained, input);
    }

    /** @return after {@code to} layers: [T, H], or the readout rows only, [R, H], when all have run */
    private Tensor layers(Parameters pretrained, Tensor embedded, Packed input, int from, int to) {
        Tensor states = embedded;
        for (int layer = from; layer < to; layer++) {
            int number = layer;
            Tensor below = states;
            states = Scope.tidy(() -> layer(pretrained, number, below, input));   // memory that is still in cache serves again
        }
        return states;
    }

    private Tensor layer(Parameters pretrained, int number, Tensor x, Packed input) {
        String name = "encoder.layer." + number + ".";
        Tensor context = attend(pretrained, name + "attention.self.", x, input.groups());
        return number == config.layers() - 1
                ? afterAttention(pretrained, name, readOff(context, input), readOff(x, input)).narrow(0, 0, input.readouts())
                : afterAttention(pretrained, name, context, x);
    }

    /** Behind the last attention no row sees another, so those that nobody reads need not be computed. */
    private static Tensor readOff(Tensor states, Packed input) {
        return states.index_select(0, input.readout());
    }

    /** @param context what attention made of {@code x}, both [T, H] @return [T, H] */
    private Tensor afterAttention(Parameters pretrained, String layer, Tensor context, Tensor x) {
        Tensor attended = linear(pretrained, layer + "attention.output.dense", context);
        Tensor middle = normalise(pretrained, layer + "attention.output.LayerNorm",
                drop(attended, config.hiddenDropout()).add(x));
        Tensor wide = config.activation().apply(linear(pretrained, layer + "intermediate.dense", middle));
        Tensor narrow = linear(pretrained, layer + "output.dense", wide);
        return normalise(pretrained, layer + "output.LayerNorm", drop(narrow, config.hiddenDropout()).add(middle));
    }

    /** Self-attention within each sequence; [T, H] to [T, H]. */
    private Tensor attend(Parameters pretrained, String self, Tensor x, List<Packed.Group> groups) {
        Tensor joint = engine.precision().linear(x, joint(pretrained, self, ".weight"), joint(pretrained, self, ".bias"));
        List<Tensor> parts = splitRows(joint, groups.stream().map(Packed.Group::rows).toList());        // [rows, 3 H]
        List<Tensor> contexts = new ArrayList<>();
        for (int g = 0; g < parts.size(); g++) {
            contexts.add(attention(parts.get(g), groups.get(g)));
        }
        return contexts.size() == 1 ? contexts.get(0) : torch.cat(Autograd.vector(contexts), 0);
    }

    /** Queries, keys and values in one product: a wide one keeps the processor busier than three narrow ones. */
    private static Tensor joint(Parameters pretrained, String self, String suffix) {
        return torch.cat(new TensorVector(pretrained.get(self + "query" + suffix), pretrained.get(self + "key" + suffix),
                pretrained.get(self + "value" + suffix)), 0);
    }

    /**
     * Scaled dot-product attention (Vaswani et al. 2017, Eq. 1), written out: libtorch's fused kernel has no second
     * derivative and is slow in bf16 on CPUs.
     *
     * @param joint [count · length, 3 H], queries, keys and values
     * @return      [count · length, H]
     */
    private Tensor attention(Tensor joint, Packed.Group group) {
        List<Tensor> parts = Autograd.list(joint.view(group.count(), group.length(), 3, config.heads(), config.headSize())
                .permute(2, 0, 3, 1, 4).contiguous().unbind(0));                               // 3 × [B, heads, S, headSize]
        Tensor scores = engine.precision().matmul(parts.get(0), parts.get(1).transpose(2, 3)); // [B, heads, S, S]
        Scalar scale = new Scalar(1 / Math.sqrt(config.headSize()));
        Tensor weights = drop(torch.softmax(torch.add(group.mask(), scores, scale), -1), config.attentionDropout());
        return engine.precision().matmul(weights, parts.get(2)).transpose(1, 2).reshape(group.rows(), config.hiddenSize());
    }

    Tensor linear(Parameters pretrained, String name, Tensor x) {
        return engine.precision().linear(x, pretrained.get(name + ".weight"), pretrained.get(name + ".bias"));
    }

    Tensor normalise(Parameters pretrained, String name, Tensor x) {
        return torch.layer_norm(x, new long[] {x.size(-1)}, new TensorOptional(pretrained.get(name + ".weight")),
                new TensorOptional(pretrained.get(name + ".bias")), config.layerNormEpsilon(), false);
    }

    Tensor drop(Tensor x, double probability) {
        return dropout == Dropout.OFF || probability == 0 ? x : torch.dropout(x, probability, true);
    }

    /** Cuts rows into consecutive parts; one node in the graph, where narrowing would make one per part. */
    private static List<Tensor> splitRows(Tensor x, List<Integer> rows) {
        if (rows.size() == 1) {
            return List.of(x);
        }
        long[] sizes = rows.stream().mapToLong(Integer::longValue).toArray();
        return Autograd.list(x.split_with_sizes(sizes, 0));
    }

    /** @return e.g. {@code BERT, 12 layers, 768 wide, 12 heads, 119547 pieces} */
    public String describe() {
        return config.family() + ", " + config.layers() + " layers, " + config.hiddenSize() + " wide, " + config.heads() + " heads, "
                + config.vocabularySize() + " pieces";
    }
}
