package dev.headstart.run;

import dev.headstart.data.Corpus;
import dev.headstart.data.DataDirectory;
import dev.headstart.data.Encoding;
import dev.headstart.data.LongSentences;
import dev.headstart.data.Split;
import dev.headstart.data.TagScheme;
import dev.headstart.data.Tokenizer;
import dev.headstart.model.EncoderConfig;
import dev.headstart.peft.PeftMethod;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which data to read and how.
 *
 * @param directory     DIR/LANG/{train,dev,test}
 * @param tags          scheme of the files
 * @param maxLength     most pieces of a unit, special tokens included
 * @param longSentences what to do with longer ones
 * @param limit         sentences to read of every split, the first ones; empty: all
 */
public record DataConfig(Path directory, TagScheme tags, int maxLength, LongSentences longSentences, Optional<Integer> limit) {
    /** XTREME's: IOB2, 128 pieces, longer sentences split. */
    public static DataConfig of(Path directory) {
        return new DataConfig(directory, TagScheme.IOB2, 128, LongSentences.SPLIT, Optional.empty());
    }

    /** @return one split of one language, as far as the limit allows */
    public Corpus read(String language, Split split) {
        Corpus corpus = DataDirectory.open(directory).read(language, split, tags);
        return limit.map(corpus::limit).orElse(corpus);
    }

    /** @throws IllegalArgumentException if the longest units and the method's own do not fit the encoder's positions */
    void requireRoom(EncoderConfig encoder, PeftMethod method) {
        if (maxLength + method.positions() > encoder.maxPositions()) {
            throw new IllegalArgumentException("Sentences of up to " + maxLength + " pieces"
                    + (method.positions() > 0 ? " and a " + method.describe() : "") + " need " + (maxLength + method.positions())
                    + " positions, but the encoder has only " + encoder.maxPositions() + "; lower --max-length"
                    + (method.positions() > 0 ? " or choose another method." : "."));
        }
    }

    /** @return how {@code tokenizer}'s pieces become units */
    public Encoding encoding(Tokenizer tokenizer) {
        return new Encoding(tokenizer, maxLength, longSentences);
    }
}
