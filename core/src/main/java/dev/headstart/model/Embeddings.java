package dev.headstart.model;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What enters the first layer: the sum of word, place and type, normalised (Devlin et al. 2019, section 3). RoBERTa counts
 * places from a later row, DistilBERT has no types, and ELECTRA keeps all three narrow and widens the result.
 *
 * <p>Deviation: a padding piece inside a sequence, which a text gets only by spelling it out, takes a place as any other does;
 * transformers' RoBERTa leaves it out of the count.
 *
 * @param encoder    whose embeddings these are
 * @param adaptation what is changed in them
 */
record Embeddings(Encoder encoder, Adaptation adaptation) {
    /** The linear map from E to H. */
    static final String PROJECTION = "embeddings_project";
    private static final String WORDS = "embeddings.word_embeddings.weight";
    private static final String PLACES = "embeddings.position_embeddings.weight";
    private static final String TYPES = "embeddings.token_type_embeddings.weight";
    private static final long NO_PADDING = -1;

    /** @return [T, H] */
    Tensor of(Parameters pretrained, Packed input) {
        EncoderConfig config = encoder.config();
        if (input.longest() + adaptation.shift() > config.maxPositions()) {
            throw new IllegalArgumentException("A sequence has " + input.longest() + " pieces, but the encoder has only "
                    + (config.maxPositions() - adaptation.shift()) + " positions for them; lower --max-length.");
        }
        Tensor sum = withTypes(pretrained, words(pretrained, input), input).add(places(pretrained, input));
        Tensor narrow = encoder.drop(encoder.normalise(pretrained, "embeddings.LayerNorm", sum), config.hiddenDropout());
        return config.widensEmbeddings() ? widened(pretrained, narrow) : narrow;
    }

    private Tensor words(Parameters pretrained, Packed input) {
        Tensor rows = encoder.slice().map(used -> used.rowsOf(input.ids())).orElse(input.ids());
        Tensor words = torch.embedding(pretrained.get(WORDS), rows, NO_PADDING, false, encoder.sparse());
        return adaptation.prompt().map(prompt -> input.led(words, prompt)).orElse(words);
    }

    private Tensor places(Parameters pretrained, Packed input) {
        int offset = encoder.config().embeddings().offset() + adaptation.shift();
        Tensor rows = offset == 0 ? input.positions() : input.positions().add(new Scalar(offset));
        return torch.embedding(pretrained.get(PLACES), rows);
    }

    /** Sums of the layers keep the format of what enters the first: not that of products. */
    private Tensor widened(Parameters pretrained, Tensor narrow) {
        return encoder.linear(pretrained, PROJECTION, narrow).to(narrow.scalar_type());
    }

    /** An only type is everybody's, whatever the segments are called: XLM-R has one, and takes pairs of sentences. */
    private Tensor withTypes(Parameters pretrained, Tensor words, Packed input) {
        return switch (encoder.config().embeddings().types()) {
            case 0 -> words;
            case 1 -> words.add(pretrained.get(TYPES));
            default -> words.add(torch.embedding(pretrained.get(TYPES), input.types()));
        };
    }
}
