package dev.headstart.data;

/** Where a label belongs, and so where the encoder is read off. */
public enum Readout {
    /** One label a word, at its first piece. */
    WORDS,
    /** One label a sentence, at place 0, the special token in front: {@code [CLS]}, {@code <s>}. */
    SENTENCE;

    /** @return how many labels a sentence has */
    int labels(Sentence sentence) {
        return this == WORDS ? sentence.words().size() : 1;
    }

    /**
     * A sentence with one label is one unit: its parts would each have the label of the whole.
     *
     * @return what is done with long sentences where {@code asked} was asked for
     */
    public LongSentences policy(LongSentences asked) {
        return this == WORDS ? asked : LongSentences.TRUNCATE;
    }
}
