package dev.headstart.experiment;

import dev.headstart.data.Corpus;
import dev.headstart.data.EncodedCorpus;
import dev.headstart.data.Split;
import dev.headstart.data.Tokenizer;
import dev.headstart.data.Unit;
import dev.headstart.run.DataConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much text there is, in pieces of the encoder's tokenizer: a sample of every corpus tells its mean length. */
final class Texts implements AutoCloseable {
    private static final int SAMPLE = 500;

    /** @param sentences how many @param pieces each has on average, special tokens included */
    record Size(int sentences, double pieces) {
        double all() {
            return sentences * pieces;
        }
    }

    private final Tokenizer tokenizer;
    private final Map<String, Size> known = new HashMap<>();

    Texts(Path encoder) {
        this.tokenizer = Tokenizer.load(encoder);
    }

    Size of(DataConfig data, String language, Split split) {
        return known.computeIfAbsent(data + language + split, any -> measure(data.read(language, split), data));
    }

    private Size measure(Corpus corpus, DataConfig data) {
        Corpus sample = corpus.limit(SAMPLE);
        EncodedCorpus encoded = data.encoding(tokenizer).encode(sample, data.annotation().labelsOf(List.of(sample)));
        double pieces = encoded.units().stream().mapToInt(Unit::length).sum();
        return new Size(corpus.sentences().size(), pieces / sample.sentences().size());
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
