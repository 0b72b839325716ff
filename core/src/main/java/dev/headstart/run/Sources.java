package dev.headstart.run;

import dev.headstart.data.Corpus;
import dev.headstart.data.EncodedCorpus;
import dev.headstart.data.LabelSet;
import dev.headstart.data.Sentence;
import dev.headstart.data.Split;
import dev.headstart.data.Tokenizer;
import dev.headstart.priming.Source;
import dev.headstart.task.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The sources of a priming run as the encoder sees them.
 *
 * @param corpora   as they were read
 * @param train     by source
 * @param dev       by source; empty if it was not asked for
 * @param tokenizer how words become pieces
 * @param prompt    pieces in front of every unit
 */
record Sources(SourceCorpora corpora, Map<String, EncodedCorpus> train, Map<String, EncodedCorpus> dev, Tokenizer tokenizer,
        int prompt) {
    static Sources of(SourceCorpora corpora, Tokenizer tokenizer, int prompt) {
        Map<String, EncodedCorpus> train = new LinkedHashMap<>();
        Map<String, EncodedCorpus> dev = new LinkedHashMap<>();
        corpora.byName().forEach((name, one) -> {
            train.put(name, one.data().encoding(tokenizer).encode(one.train(), one.labels()).led(prompt));
            one.dev().ifPresent(corpus -> dev.put(name, one.data().encoding(tokenizer).encode(corpus, one.labels()).led(prompt)));
        });
        return new Sources(corpora, train, dev, tokenizer, prompt);
    }

    /** @return what training tasks are drawn from */
    Map<String, Source> trainSources() {
        return sources(train);
    }

    /** @return what dev tasks are drawn from */
    Map<String, Source> devSources() {
        return sources(dev);
    }

    private Map<String, Source> sources(Map<String, EncodedCorpus> encoded) {
        Map<String, Source> sources = new LinkedHashMap<>();
        encoded.forEach((name, corpus) -> sources.put(name,
                new Source(corpora.byName().get(name).task(), corpus.labels(), corpus.units())));
        return sources;
    }

    /** @return number of labels of a source's head */
    int labels(String source) {
        return train.get(source).labels().size();
    }

    /** @return of the first source; of all where they have one head */
    LabelSet firstLabels() {
        return train.values().iterator().next().labels();
    }

    /** @return of the first source; of all where they have one head */
    Task firstTask() {
        return corpora.byName().values().iterator().next().task();
    }

    /** @return the pieces of all units, train and dev, one after the other */
    IntStream pieces() {
        return Stream.concat(train.values().stream(), dev.values().stream()).flatMapToInt(EncodedCorpus::pieces);
    }

    /** @return dev of all sources as one corpus; they have one head */
    EncodedCorpus joinedDev() {
        List<Sentence> sentences = dev.values().stream().flatMap(one -> one.corpus().sentences().stream()).toList();
        return corpora.byName().values().iterator().next().data().encoding(tokenizer)
                .encode(new Corpus(String.join("+", dev.keySet()), Split.DEV, sentences), firstLabels()).led(prompt);
    }
}
