package dev.headstart.bench;

import dev.headstart.data.Corpus;
import dev.headstart.data.EncodedCorpus;
import dev.headstart.data.LabelSet;
import dev.headstart.data.Split;
import dev.headstart.data.Unit;
import dev.headstart.model.Dropout;
import dev.headstart.model.Encoder;
import dev.headstart.model.Theta;
import dev.headstart.peft.TokenClassifier;
import dev.headstart.peft.TopAdapter;
import dev.headstart.run.EncoderFolder;
import dev.headstart.torch.Engine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@link Subject} in the child, ready to work on. Its tensors belong to the scope that was open.
 *
 * @param subject what it was opened from
 * @param model   h(g(f(·))), without dropout
 * @param theta   θp as loaded, θa and θh fresh
 * @param corpora by language
 * @param labels  of all of them
 */
record OpenSubject(Subject subject, TokenClassifier model, Theta theta, Map<String, EncodedCorpus> corpora, LabelSet labels) {
    /** @param languages and their split to read */
    static OpenSubject open(Subject subject, List<String> languages, Split split, Engine engine) {
        Map<String, Corpus> read = new LinkedHashMap<>();
        languages.forEach(language -> read.put(language, subject.data().read(language, split)));
        LabelSet labels = LabelSet.of(read.values());
        try (EncoderFolder folder = EncoderFolder.open(subject.encoder(), engine)) {
            Map<String, EncodedCorpus> corpora = new LinkedHashMap<>();
            read.forEach((language, corpus) -> corpora.put(language,
                    subject.data().encoding(folder.tokenizer()).encode(corpus, labels)));
            TokenClassifier model = new TokenClassifier(
                    new Encoder(folder.checkpoint().config(), Dropout.OFF, engine), TopAdapter.defaults());
            Theta theta = model.fresh(folder.checkpoint().encoder(), labels.size(), subject.seed());
            return new OpenSubject(subject, model, theta, corpora, labels);
        }
    }

    /** @return by language */
    Map<String, List<Unit>> units() {
        Map<String, List<Unit>> units = new LinkedHashMap<>();
        corpora.forEach((language, corpus) -> units.put(language, corpus.units()));
        return units;
    }

    ModelFlops flops() {
        return new ModelFlops(model.encoder().config());
    }

    /** @return number of pieces, special tokens included */
    static long tokens(List<Unit> units) {
        return units.stream().mapToLong(Unit::length).sum();
    }
}
