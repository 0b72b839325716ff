package dev.headstart.model;

import dev.headstart.torch.Autograd;
import dev.headstart.torch.Engine;
import dev.headstart.torch.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * BERT (Devlin et al. 2019) and encoders that differ from it in what lies below the first layer, as functions of their
 * parameters θp. These have the names that BERT's have in Hugging Face checkpoints, without the {@code bert.} prefix.
 *
 * @param config  sizes
 * @param dropout whether passes drop units
 * @param engine  where and how to compute
 * @param slice   which rows of the word embedding θp holds; empty: all
 * @param sparse  whether the word embedding's gradient holds the looked-up rows only, which has no derivative of its own
 */
public record Encoder(EncoderConfig config, Dropout dropout, Engine engine, Optional<VocabularySlice> slice, boolean sparse) {
    /** With the whole vocabulary. */
    public Encoder(EncoderConfig config, Dropout dropout, Engine engine) {
        this(config, dropout, engine, Optional.empty(), true);
    }

    /** @return the same function of a θp that was cut to {@code used} */
    public Encoder over(VocabularySlice used) {
        return new Encoder(config, dropout, engine, Optional.of(used), sparse);
    }

    /** @return the same without dropout */
    public Encoder evaluating() {
        return new Encoder(config, Dropout.OFF, engine, slice, sparse);
    }

    /** @return the same function, whose gradients can be differentiated again */
    public Encoder twiceDifferentiable() {
        return new Encoder(config, dropout, engine, slice, false);
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
        Tensor embedded = embed(pretrained, Adaptation.NONE, input);
        return new Hidden(input, entry, Optional.of(layers(pretrained, Adaptation.NONE, embedded, input, 0, entry)));
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
     * Runs the layers from the entry up, changed by {@code adaptation}.
     *
     * @return the last hidden state at the readout rows, [R, H]
     */
    public Tensor above(Parameters pretrained, Adaptation adaptation, Hidden below) {
        Packed input = below.input();
        Tensor states = below.states().orElseGet(() -> embed(pretrained, adaptation, input));
        return adaptation.top(layers(pretrained, adaptation, states, input, below.entry(), config.layers()));
    }

    private Tensor embed(Parameters pretrained, Adaptation adaptation, Packed input) {
        return new Embeddings(this, adaptation).of(pretrained, input);
    }

    /** @return after {@code to} layers: [T, H], or the readout rows only, [R, H], when all have run */
    private Tensor layers(Parameters pretrained, Adaptation adaptation, Tensor embedded, Packed input, int from, int to) {
        Tensor states = embedded;
        for (int layer = from; layer < to; layer++) {
            int number = layer;
            Tensor below = states;
            // memory that is still in cache serves again
            states = Scope.tidy(() -> new TransformerLayer(this, number, pretrained, adaptation).apply(below, input));
        }
        return states;
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
    static List<Tensor> splitRows(Tensor x, List<Integer> rows) {
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
