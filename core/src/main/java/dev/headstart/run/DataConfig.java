package dev.headstart.run;

import dev.headstart.data.Corpus;
import dev.headstart.data.DataDirectory;
import dev.headstart.data.Encoding;
import dev.headstart.data.LongSentences;
import dev.headstart.data.Split;
import dev.headstart.data.TagScheme;
import dev.headstart.data.Tokenizer;
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

    /** @return how {@code tokenizer}'s pieces become units */
    public Encoding encoding(Tokenizer tokenizer) {
        return new Encoding(tokenizer, maxLength, longSentences);
    }
}
