package dev.headstart.run;

import dev.headstart.data.Corpus;
import dev.headstart.data.DataDirectory;
import dev.headstart.data.EncodedCorpus;
import dev.headstart.data.LengthReport;
import dev.headstart.data.Sentence;
import dev.headstart.data.Split;
import dev.headstart.eval.Scorer;
import dev.headstart.eval.Scores;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A model's score on one split of one language.
 *
 * @param corpus    what it was tested on
 * @param predicted one tag per word, or one label
 * @param scores    on all sentences
 * @param unseen    on the sentences whose text is not in the language's train split; empty if there is no such split, or
 *                  no such sentence
 * @param lengths   what the length limit did
 */
public record Evaluation(Corpus corpus, List<List<String>> predicted, Scores scores, Optional<Unseen> unseen, LengthReport lengths) {
    /** @param sentences how many there are @param scores on them */
    public record Unseen(int sentences, Scores scores) {}

    /** Predicts and scores. Another language than the model's own makes it zero-shot. @param data of the model's kind of task */
    public static Evaluation of(TunedFolder model, DataConfig data, String language, Split split, Scorer scorer) {
        EncodedCorpus encoded = model.encode(data.read(language, split));
        List<List<String>> predicted = model.tag(encoded);
        Corpus corpus = encoded.corpus();
        return new Evaluation(corpus, predicted, scorer.score(corpus.labels(), predicted),
                split == Split.TRAIN ? Optional.empty() : unseen(corpus, predicted, trainTexts(data, language), scorer),
                encoded.lengths());
    }

    private static Optional<Unseen> unseen(Corpus corpus, List<List<String>> predicted, Set<String> seen, Scorer scorer) {
        List<List<String>> gold = new ArrayList<>();
        List<List<String>> guessed = new ArrayList<>();
        for (int i = 0; i < predicted.size(); i++) {
            Sentence sentence = corpus.sentences().get(i);
            if (!seen.contains(sentence.text())) {
                gold.add(sentence.labels());
                guessed.add(predicted.get(i));
            }
        }
        return seen.isEmpty() || gold.isEmpty() ? Optional.empty()
                : Optional.of(new Unseen(gold.size(), scorer.score(gold, guessed)));
    }

    private static Set<String> trainTexts(DataConfig data, String language) {
        DataDirectory directory = DataDirectory.open(data.directory());
        if (!directory.has(language, Split.TRAIN)) {
            return Set.of();
        }
        return data.readAll(language, Split.TRAIN).sentences().stream().map(Sentence::text)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
