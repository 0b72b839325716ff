package dev.headstart.data;

/** What to do with a sentence of more pieces than fit. The two give different scores, so results must name theirs. */
public enum LongSentences {
    /**
     * XTREME's way ({@code panx_tokenize_preprocess}): a new part begins, greedily, at the word that would not fit.
     * No word is lost, but an entity may be cut in two while the encoder sees it.
     */
    SPLIT,
    /**
     * The way of transformers' {@code run_ner}: pieces beyond the limit are cut off. A word whose first piece is kept
     * keeps its label; the others are in neither the loss nor the predictions.
     */
    TRUNCATE
}
