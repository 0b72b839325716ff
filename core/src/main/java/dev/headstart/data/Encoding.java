package dev.headstart.data;

import java.util.ArrayList;
import java.util.List;

/**
 * How a corpus becomes pieces with labels.
 *
 * @param tokenizer the encoder's; not closed here
 * @param maxLength most pieces of a unit, special tokens included
 * @param policy    what to do with longer sentences
 * @param readout   where the labels belong
 */
public record Encoding(Tokenizer tokenizer, int maxLength, LongSentences policy, Readout readout) {
    public Encoding {
        policy = readout.policy(policy);
        int special = tokenizer.prefix().length + tokenizer.suffix().length;
        if (maxLength <= special) {
            throw new IllegalArgumentException("The maximum length is " + maxLength + ", but " + special
                    + " special tokens count too. Set --max-length to at least " + (special + 1) + ", e.g. 128.");
        }
        if (readout == Readout.SENTENCE && tokenizer.prefix().length == 0) {
            throw new IllegalArgumentException("This tokenizer puts no special token such as [CLS] before a sentence, so there is "
                    + "nothing that stands for the whole of it. Use an encoder of the BERT or RoBERTa family.");
        }
    }

    /** For labels of words. */
    public Encoding(Tokenizer tokenizer, int maxLength, LongSentences policy) {
        this(tokenizer, maxLength, policy, Readout.WORDS);
    }

    /** XTREME's: 128 pieces, longer sentences split. */
    public static Encoding defaults(Tokenizer tokenizer) {
        return new Encoding(tokenizer, 128, LongSentences.SPLIT);
    }

    /**
     * @param labels the head's labels; every label of the corpus must be one of them
     * @throws IllegalArgumentException naming a tag that is not
     */
    public EncodedCorpus encode(Corpus corpus, LabelSet labels) {
        labels.requireAllOf(corpus);
        List<List<int[]>> pieces = tokenizer.piecesOfAll(corpus.sentences().stream().map(Sentence::words).toList());
        UnitBuilder builder = new UnitBuilder(this, labels);
        List<Unit> units = new ArrayList<>(pieces.size());
        for (int i = 0; i < pieces.size(); i++) {
            units.addAll(builder.units(i, corpus.sentences().get(i), pieces.get(i)));
        }
        return new EncodedCorpus(corpus, labels, readout, units, builder.report(pieces.size(), units.size()));
    }
}
