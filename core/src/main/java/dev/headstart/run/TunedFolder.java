package dev.headstart.run;

import dev.headstart.checkpoint.TunedModel;
import dev.headstart.data.Corpus;
import dev.headstart.data.EncodedCorpus;
import dev.headstart.data.Sentence;
import dev.headstart.data.Split;
import dev.headstart.data.Unit;
import dev.headstart.finetune.Features;
import dev.headstart.finetune.Prediction;
import dev.headstart.model.Dropout;
import dev.headstart.model.Theta;
import dev.headstart.peft.Classifier;
import dev.headstart.task.Task;
import dev.headstart.torch.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A fine-tuned model with its encoder, opened.
 *
 * @param encoder     the encoder it was trained on
 * @param tuned       θa, θh and labels
 * @param ownsEncoder whether {@link #close} closes the encoder
 */
public record TunedFolder(EncoderFolder encoder, TunedModel tuned, boolean ownsEncoder) implements AutoCloseable {
    /** {@link #open(Path, Optional, Engine, Cache)} without a cache. */
    public static TunedFolder open(Path folder, Optional<Path> elsewhere, Engine engine) {
        return open(folder, elsewhere, engine, Cache.none());
    }

    /**
     * The tensors belong to the open scope.
     *
     * @param elsewhere where the encoder is, if it is not where it was at training time
     * @param cache     for whole corpora that are tagged more than once
     * @throws IllegalArgumentException if that is another encoder, or there is none
     */
    public static TunedFolder open(Path folder, Optional<Path> elsewhere, Engine engine, Cache cache) {
        EncoderFolder encoder = EncoderFolder.open(TunedModel.encoderOf(folder, elsewhere), engine, cache);
        return new TunedFolder(encoder, encoder.tuned(folder), true);
    }

    /**
     * One of several models over one encoder, which is in memory once and stays the caller's to close. The tensors of θa and θh
     * belong to the open scope.
     *
     * @throws IllegalArgumentException if the model was trained on another encoder
     */
    public static TunedFolder on(EncoderFolder encoder, Path folder) {
        return new TunedFolder(encoder, encoder.tuned(folder), false);
    }

    /** @return the corpus as this model sees it; every label must be one of its own */
    public EncodedCorpus encode(Corpus corpus) {
        return encoder.encode(corpus, tuned.card().labelSet(), tuned.card().maxLength(), tuned.card().longSentences(),
                task().readout()).led(tuned.method().prompt());
    }

    /** @return what it was trained for */
    public Task task() {
        return tuned.card().task();
    }

    /** @return predictions as they are shown, sentence by sentence */
    public List<Task.Shown> show(EncodedCorpus corpus) {
        List<Prediction.Best> best = Prediction.best(model(), theta(), corpus.units());
        List<List<String>> labels = corpus.join(best.stream().map(Prediction.Best::labels).toList());
        List<List<Double>> probabilities = corpus.joinProbabilities(best.stream().map(Prediction.Best::probabilities).toList());
        return IntStream.range(0, labels.size()).mapToObj(i -> task().show(corpus.corpus().sentences().get(i).words(),
                labels.get(i), probabilities.get(i))).toList();
    }

    /** As {@link #show(EncodedCorpus)}, of text. @param sentences at least one, cut to words by {@link Task#words} */
    public List<Task.Shown> show(List<List<String>> sentences) {
        return show(encode(unlabelled(sentences)));
    }

    private static Corpus unlabelled(List<List<String>> sentences) {
        return new Corpus("text", Split.TEST, sentences.stream().map(Sentence::unlabelled).toList());
    }

    /**
     * What the head says before the best is chosen.
     *
     * @param words  of the sentence
     * @param labels in the order of the scores
     * @param logits unnormalised log-probabilities: of every word all labels, or of the sentence; empty for words that were cut off
     */
    public record Scored(List<String> words, List<String> labels, List<double[]> logits) {}

    /** @param sentences at least one, cut to words by {@link Task#words} @return the scores of all labels, sentence by sentence */
    public List<Scored> score(List<List<String>> sentences) {
        EncodedCorpus corpus = encode(unlabelled(sentences));
        List<List<double[]>> logits = corpus.joinScores(Prediction.logits(model(), theta(), corpus.units()));
        return IntStream.range(0, logits.size()).mapToObj(i -> new Scored(corpus.corpus().sentences().get(i).words(),
                tuned.card().labels(), logits.get(i))).toList();
    }

    /** @return of every sentence one predicted tag per word, or one label */
    public List<List<String>> tag(EncodedCorpus corpus) {
        return corpus.join(isEncoderShared() ? fromFeatures(corpus.units()) : Prediction.of(model(), theta(), corpus.units()));
    }

    /** An encoder of the model's own will hardly meet the same corpus again. */
    private boolean isEncoderShared() {
        return encoder.isCached() && !tuned.card().encoderPath().equals(TunedModel.ENCODER);
    }

    private List<int[]> fromFeatures(List<Unit> units) {
        try (Features features = new Features(model(), encoder.pretrained(), units, Set.of(),
                encoder.features(), done -> {})) {
            return Prediction.of(model(), theta(), features, units);
        }
    }

    private Classifier model() {
        return new Classifier(encoder.encoder(Dropout.OFF), tuned.method());
    }

    private Theta theta() {
        return Classifier.divide(encoder.pretrained(), tuned.adapter(), tuned.head());
    }

    @Override
    public void close() {
        if (ownsEncoder) {
            encoder.close();
        }
    }
}
