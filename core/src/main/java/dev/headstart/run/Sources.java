package dev.headstart.run;

import dev.headstart.data.Corpus;
import dev.headstart.data.EncodedCorpus;
import dev.headstart.data.Encoding;
import dev.headstart.data.LabelSet;
import dev.headstart.data.Sentence;
import dev.headstart.data.Split;
import dev.headstart.data.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The source languages of a priming run as the encoder sees them.
 *
 * @param train    by language
 * @param dev      by language; empty if it was not asked for
 * @param labels   of all of them
 * @param encoding how words become pieces
 * @param prompt   pieces in front of every unit
 */
record Sources(Map<String, EncodedCorpus> train, Map<String, EncodedCorpus> dev, LabelSet labels, Encoding encoding, int prompt) {
    static Sources of(SourceCorpora corpora, Encoding encoding, int prompt) {
        List<Corpus> all = new ArrayList<>(corpora.train().values());
        all.addAll(corpora.dev().values());
        LabelSet labels = LabelSet.of(all);
        Function<Corpus, EncodedCorpus> encode = corpus -> encoding.encode(corpus, labels).led(prompt);
        return new Sources(encode(corpora.train(), encode), encode(corpora.dev(), encode), labels, encoding, prompt);
    }

    private static Map<String, EncodedCorpus> encode(Map<String, Corpus> corpora, Function<Corpus, EncodedCorpus> encode) {
        Map<String, EncodedCorpus> encoded = new LinkedHashMap<>();
        corpora.forEach((language, corpus) -> encoded.put(language, encode.apply(corpus)));
        return encoded;
    }

    static Map<String, List<Unit>> units(Map<String, EncodedCorpus> corpora) {
        Map<String, List<Unit>> units = new LinkedHashMap<>();
        corpora.forEach((language, corpus) -> units.put(language, corpus.units()));
        return units;
    }

    /** @return the pieces of all units, train and dev, one after the other */
    IntStream pieces() {
        return Stream.concat(train.values().stream(), dev.values().stream()).flatMapToInt(EncodedCorpus::pieces);
    }

    /** @return dev of all languages as one corpus */
    EncodedCorpus joinedDev() {
        List<Sentence> sentences = dev.values().stream().flatMap(one -> one.corpus().sentences().stream()).toList();
        return encoding.encode(new Corpus(String.join("+", dev.keySet()), Split.DEV, sentences), labels).led(prompt);
    }
}
