package dev.headstart.run;

import dev.headstart.model.Theta;
import dev.headstart.model.VocabularySlice;
import dev.headstart.peft.Classifier;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Training of θp that carries only those rows of the word embedding along which its text uses. */
record UsedRows(Classifier model, Theta theta) {
    /**
     * Runs {@code training} on a θ with a small embedding, then brings the rows back into θp.
     *
     * @param pieces   all that will occur
     * @param training moves the θ it gets in place, by AdamW
     */
    <R> R train_(IntStream pieces, BiFunction<Classifier, Theta, R> training) {
        VocabularySlice used = VocabularySlice.of(pieces, model.encoder().config().vocabularySize(), model.encoder().engine());
        Theta small = new Theta(used.cut(theta.pretrained()), theta.adapter(), theta.head());
        R result = training.apply(model.over(used), small);
        used.restore_(theta.pretrained(), small.pretrained());
        return result;
    }
}
