package dev.headstart.bench.literal;

import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Parameters;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * BERT, or an encoder of its kind, on padded batches, with the framework's own linear maps and attention. Dropout is off.
 *
 * @param config sizes
 */
record PaddedBert(EncoderConfig config) {
    /** @return last hidden state, [B, S, H] */
    Tensor forward(Parameters pretrained, PaddedInput input) {
        Tensor states = embed(pretrained, input);
        for (int layer = 0; layer < config.layers(); layer++) {
            states = layer(pretrained, "encoder.layer." + layer + ".", states, input.mask());
        }
        return states;
    }

    private Tensor embed(Parameters pretrained, PaddedInput input) {
        long first = config.embeddings().offset();
        Tensor positions = torch.arange(new Scalar(first), new Scalar(first + input.longest()),
                new TensorOptions(torch.ScalarType.Long)).unsqueeze(0);
        Tensor words = torch.embedding(pretrained.get("embeddings.word_embeddings.weight"), input.ids());
        Tensor places = torch.embedding(pretrained.get("embeddings.position_embeddings.weight"), positions);
        Tensor sum = withTypes(pretrained, words, input).add(places);
        Tensor narrow = normalise(pretrained, "embeddings.LayerNorm", sum);
        return config.widensEmbeddings() ? linear(pretrained, "embeddings_project", narrow) : narrow;
    }

    private Tensor withTypes(Parameters pretrained, Tensor words, PaddedInput input) {
        return config.embeddings().types() == 0 ? words : words.add(torch.embedding(
                pretrained.get("embeddings.token_type_embeddings.weight"), torch.zeros_like(input.ids())));
    }

    private Tensor layer(Parameters pretrained, String layer, Tensor x, Tensor mask) {     // x [B, S, H]
        Tensor query = heads(linear(pretrained, layer + "attention.self.query", x));       // [B, heads, S, headSize]
        Tensor key = heads(linear(pretrained, layer + "attention.self.key", x));
        Tensor value = heads(linear(pretrained, layer + "attention.self.value", x));
        Tensor attention = torch.scaled_dot_product_attention(query, key, value, new TensorOptional(mask), 0.0, false,
                new DoubleOptional(), false);
        Tensor context = attention.transpose(1, 2).reshape(x.size(0), x.size(1), x.size(2));
        Tensor middle = normalise(pretrained, layer + "attention.output.LayerNorm",
                linear(pretrained, layer + "attention.output.dense", context).add(x));
        Tensor wide = config.activation().apply(linear(pretrained, layer + "intermediate.dense", middle));
        return normalise(pretrained, layer + "output.LayerNorm", linear(pretrained, layer + "output.dense", wide).add(middle));
    }

    private Tensor heads(Tensor x) {
        return x.view(x.size(0), x.size(1), config.heads(), config.headSize()).transpose(1, 2);
    }

    static Tensor linear(Parameters parameters, String name, Tensor x) {
        return torch.linear(x, parameters.get(name + ".weight"), new TensorOptional(parameters.get(name + ".bias")));
    }

    private Tensor normalise(Parameters pretrained, String name, Tensor x) {
        return torch.layer_norm(x, new long[] {x.size(-1)}, new TensorOptional(pretrained.get(name + ".weight")),
                new TensorOptional(pretrained.get(name + ".bias")), config.layerNormEpsilon(), true);
    }
}
