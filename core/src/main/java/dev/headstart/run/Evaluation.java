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
 * @param seen      of every sentence, whether its text is in the language's train split; where there is none, or for train
 *                  itself, nothing counts as seen
 * @param unseen    scores on the sentences that are not seen; empty where there is no train split, or all are seen
 * @param lengths   what the length limit did
 */
public record Evaluation(Corpus corpus, List<List<String>> predicted, Scores scores, List<Boolean> seen,
        Optional<Unseen> unseen, LengthReport lengths) {
    /** @param sentences how many there are @param scores on them */
    public record Unseen(int sentences, Scores scores) {}

    /** @return SHA-256 of what it was tested on, as {@code run.json} has those of train and dev */
    public String dataSha256() {
        return Provenance.hash(corpus);
    }

    /** Predicts and scores. Another language than the model's own makes it zero-shot. @param data of the model's kind of task */
    public static Evaluation of(TunedFolder model, DataConfig data, String language, Split split, Scorer scorer) {
        EncodedCorpus encoded = model.encode(data.read(language, split));
        List<List<String>> predicted = model.tag(encoded);
        Corpus corpus = encoded.corpus();
        Set<String> texts = split == Split.TRAIN ? Set.of() : trainTexts(data, language);
        List<Boolean> seen = corpus.sentences().stream().map(sentence -> texts.contains(sentence.text())).toList();
        return new Evaluation(corpus, predicted, scorer.score(corpus.labels(), predicted), seen,
                texts.isEmpty() ? Optional.empty() : unseen(corpus, predicted, seen, scorer), encoded.lengths());
    }

    private static Optional<Unseen> unseen(Corpus corpus, List<List<String>> predicted, List<Boolean> seen, Scorer scorer) {
        List<List<String>> gold = new ArrayList<>();
        List<List<String>> guessed = new ArrayList<>();
        for (int i = 0; i < predicted.size(); i++) {
            if (!seen.get(i)) {
                gold.add(corpus.sentences().get(i).labels());
                guessed.add(predicted.get(i));
            }
        }
        return gold.isEmpty() ? Optional.empty() : Optional.of(new Unseen(gold.size(), scorer.score(gold, guessed)));
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
